import { mount } from '../mount.ts'
import { IssuePanel } from './issue-panel.tsx'

mount(<IssuePanel />)
