import { mount } from '../mount.ts'
import { AdminPage } from './admin-page.tsx'

mount(<AdminPage />)
