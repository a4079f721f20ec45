import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The file by which the demo knows a folder as its own. */
export const demoMark = '.ticketbound-demo'

const says = 'The demo of Ticketbound made this folder, and empties it each time it starts.\n'

/**
 * Makes the demo's folder, or empties it where an earlier demo made it. Gives why not where it holds anything that the
 * demo did not make.
 */
export function openDemoFolder(folder: string): string | undefined {
  const names = existsSync(folder) ? readdirSync(folder) : []
  if (names.length > 0 && !names.includes(demoMark)) {
    return `${folder} holds files that the demo did not make, so it is left as it is. Move it away, or name another folder.`
  }
  for (const name of names) rmSync(join(folder, name), { recursive: true })
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, demoMark), says)
  return undefined
}
