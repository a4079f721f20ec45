import { mount } from '../mount.ts'
import { ProjectPage } from './project-page.tsx'

mount(<ProjectPage />)
