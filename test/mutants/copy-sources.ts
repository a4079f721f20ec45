import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Mutant, mutate } from './mutant.ts'

/** What the checks need of the project. Links inside it are relative, so those of a copy stay inside the copy. */
const copied = [
  'package.json',
  'vitest.config.ts',
  'packages/core/testdata',
  ...['core', 'documents', 'jira', 'jira-forge', 'seals', 'servicenow-sync'].flatMap((name) =>
    ['package.json', 'src', 'node_modules'].map((part) => `packages/${name}/${part}`),
  ),
  ...['package.json', 'seals', 'worlds', 'node_modules'].map((name) => `test/${name}`),
]

/** A copy of the sources in a temporary folder. */
export interface SourcesCopy {
  readonly folder: string
  /** Runs work while a mutant is planted in the copy. */
  withMutant<T>(mutant: Mutant, work: () => Promise<T>): Promise<T>
  remove(): void
}

/** Copies the project's sources to a temporary folder, where they run on the project's own dependencies. */
export function copySources(): SourcesCopy {
  const top = fileURLToPath(new URL('../../', import.meta.url))
  const folder = mkdtempSync(join(tmpdir(), 'ticketbound-mutants-'))
  for (const path of copied) cpSync(join(top, path), join(folder, path), { recursive: true, verbatimSymlinks: true })
  mkdirSync(join(folder, 'node_modules'))
  for (const name of readdirSync(join(top, 'node_modules'))) {
    symlinkSync(join(top, 'node_modules', name), join(folder, 'node_modules', name))
  }
  return {
    folder,
    withMutant: async (mutant, work) => {
      const file = join(folder, mutant.file)
      const text = readFileSync(file, 'utf8')
      writeFileSync(file, mutate(text, mutant))
      try {
        return await work()
      } finally {
        writeFileSync(file, text)
      }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
