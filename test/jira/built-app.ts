import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from '../docs/documents.ts'

const run = promisify(execFile)

/** What Atlassian's own packages say of the app's folder. */
export interface AppCheck {
  readonly manifest: readonly { readonly message: string; readonly level: string; readonly line: number }[]
  readonly lint: readonly { readonly file: string; readonly message: string; readonly line: number }[]
  /** How many linters looked. */
  readonly linters: number
  readonly files: readonly string[]
  /** The bytes of each module that would be uploaded, made by Forge's own bundler. */
  readonly bundles: Readonly<Record<string, number>>
}

/** The folder that `forge deploy` packs. */
export const appFolder = join(root, 'packages/jira-forge/app')

/** Builds the app as `pnpm build:jira` does. */
export async function buildApp(): Promise<void> {
  await run(process.execPath, ['packages/jira-forge/build/build-app.ts'], { cwd: root })
}

/** Has Atlassian's packages look at the built app. */
export async function checkApp(): Promise<AppCheck> {
  const { stdout } = await run(process.execPath, ['../build/check-app.cjs', '--bundle'], {
    cwd: appFolder,
    maxBuffer: 10_000_000,
  })
  return JSON.parse(stdout) as AppCheck
}
