import { mount } from '../mount.ts'
import { IssueContext } from './issue-context.tsx'

mount(<IssueContext />)
