#!/usr/bin/env node
// This file must load in old versions of Node, so that they can say what is missing: nothing newer than the check needs.
const major = Number(process.versions.node.split('.')[0])
if (major >= 24) {
  import('../dist/cli/run-process.js')
    .then((command) => command.runProcess())
    .catch((error) => {
      process.stderr.write(`Ticketbound could not start: ${error instanceof Error ? error.message : error}\n`)
      process.exitCode = 70
    })
} else {
  process.stderr.write(
    `Ticketbound needs Node.js 24 or newer, and this is ${process.versions.node}.\n` +
      'Install it from https://nodejs.org, or let npm bring it: npx -p node@24 -p ticketbound ticketbound\n',
  )
  process.exitCode = 2
}
