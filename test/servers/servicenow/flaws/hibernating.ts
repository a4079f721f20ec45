import type { Flaw } from './flaw.ts'
import type { When } from './when.ts'

const page = `<!DOCTYPE html>
<html><head><title>Instance Hibernating page</title></head>
<body><h1>Your instance is hibernating</h1><p>Sign in to the developer site to wake your instance.</p></body></html>
`

/** The instance sleeps: a page for people, with 200, whatever is asked. */
export const hibernating: Flaw<When> = {
  defaults: {},
  instead: () => ({ status: 200, headers: { 'content-type': 'text/html;charset=UTF-8' }, body: page }),
}
