import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Mutant } from './mutant.ts'

/** What a check made of the copy it ran in: what noticed a fault, that nothing did, or that it could not run. */
export type CheckResult =
  | { readonly outcome: 'caught'; readonly by: string }
  | { readonly outcome: 'passed' }
  | { readonly outcome: 'broken'; readonly output: string }

const worldsRun = '600'

/** Runs a mutant's check in a copy of the sources. */
export function runCheck(check: Mutant['caughtBy'], folder: string): Promise<CheckResult> {
  return check === 'worlds' ? runWorlds(folder) : runTests(check, folder)
}

async function runWorlds(folder: string): Promise<CheckResult> {
  const options = ['--seed', '1', '--runs', worldsRun, '--failures', '1', '--no-shrink']
  const script = ['--conditions=ticketbound-source', 'test/worlds/run-worlds.ts']
  const { code, output } = await run([...script, ...options], folder)
  if (code === 0) return { outcome: 'passed' }
  const seed = output.match(/^Seed \d+$/m)?.[0].toLowerCase()
  return seed === undefined ? { outcome: 'broken', output } : { outcome: 'caught', by: `worlds, ${seed}` }
}

interface TestReport {
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[]
  }[]
}

async function runTests(tests: readonly string[], folder: string): Promise<CheckResult> {
  const vitest = join(folder, 'node_modules/vitest/vitest.mjs')
  const reportFile = join(folder, 'report.json')
  rmSync(reportFile, { force: true })
  const reporting = ['--reporter=json', `--outputFile=${reportFile}`]
  const { code, output } = await run([vitest, 'run', '--root', folder, ...reporting, ...tests], folder)
  if (code === 0) return { outcome: 'passed' }
  const failed = firstFailed(reportFile)
  return failed === undefined ? { outcome: 'broken', output } : { outcome: 'caught', by: `test “${failed}”` }
}

/** The first test that failed; `undefined` where a file could not even be loaded. */
function firstFailed(reportFile: string): string | undefined {
  if (!existsSync(reportFile)) return undefined
  const { testResults } = JSON.parse(readFileSync(reportFile, 'utf8')) as TestReport
  return testResults.flatMap((it) => it.assertionResults).find(({ status }) => status === 'failed')?.fullName
}

function run(args: readonly string[], cwd: string): Promise<{ readonly code: number | null; readonly output: string }> {
  const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  child.stdout.on('data', (chunk) => (output += chunk))
  child.stderr.on('data', (chunk) => (output += chunk))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, output }))
  })
}
