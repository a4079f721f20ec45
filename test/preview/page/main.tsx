import '@atlaskit/css-reset'
import { setGlobalTheme } from '@atlaskit/tokens/set-global-theme'
import { createRoot } from 'react-dom/client'
import { readSession } from './api.ts'
import './page.css'
import { Page } from './page.tsx'

const dark = new URLSearchParams(location.search).get('theme') === 'dark'
const home = document.getElementById('page')
const [session] = await Promise.all([
  readSession(),
  setGlobalTheme({
    colorMode: dark ? 'dark' : 'light',
    light: 'light',
    dark: 'dark',
    spacing: 'spacing',
    typography: 'typography',
  }),
])
if (home !== null) createRoot(home).render(<Page session={session} path={location.pathname} />)
