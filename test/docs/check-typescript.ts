import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../..', import.meta.url))
const condition = 'ticketbound-source'

/** Type-checks a `ts` block as strictly as the project itself, then runs it. It stands outside the workspace, as a reader's file would. */
export async function checkTypeScript(text: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'ticketbound-docs-ts-'))
  const scope = join(folder, 'node_modules/@ticketbound')
  mkdirSync(scope, { recursive: true })
  for (const name of ['core', 'jira', 'jira-forge']) symlinkSync(join(root, 'packages', name), join(scope, name))
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module' }))
  writeFileSync(join(folder, 'example.ts'), text)
  const settings = {
    extends: join(root, 'tsconfig.base.json'),
    compilerOptions: {
      composite: false,
      declaration: false,
      declarationMap: false,
      noEmit: true,
      customConditions: [condition],
      // The apps run on Node, and so does whoever uses them.
      types: ['node'],
      typeRoots: [join(root, 'node_modules/@types')],
    },
    files: ['example.ts'],
  }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(settings))
  await told(run(join(root, 'node_modules/.bin/tsc'), ['-p', folder], { cwd: root }))
  await told(run(process.execPath, [`--conditions=${condition}`, 'example.ts'], { cwd: folder }))
}

async function told(work: Promise<unknown>): Promise<void> {
  try {
    await work
  } catch (error) {
    const { stdout, stderr } = error as { readonly stdout?: string; readonly stderr?: string }
    throw new Error(`${stdout ?? ''}${stderr ?? ''}`, { cause: error })
  }
}
