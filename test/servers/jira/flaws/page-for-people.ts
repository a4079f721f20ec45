import type { Flaw } from './flaw.ts'

/** 200 with a page for people: the site is being maintained. */
export const pageForPeople: Flaw = {
  defaults: { every: 3 },
  instead: () => ({
    status: 200,
    headers: { 'content-type': 'text/html' },
    body: '<html><body><h1>We will be right back</h1></body></html>',
  }),
}
