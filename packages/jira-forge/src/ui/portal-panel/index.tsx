import { mount } from '../mount.ts'
import { PortalPanel } from './portal-panel.tsx'

mount(<PortalPanel />)
