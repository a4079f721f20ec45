import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BenchOptions, help, readOptions } from './bench-options.ts'
import { judge } from './budgets.ts'
import { alive, type SizeFigures } from './figures.ts'
import { machine } from './machine.ts'
import { measureSize } from './measure-size.ts'
import { printFigures } from './print-figures.ts'
import { profileNight } from './profile-night.ts'

const args = process.argv.slice(2)
const options = readOrExplain()
if (options) await inFolder(options, (folder) => (options.profile ? profile(folder, options) : bench(folder, options)))

function readOrExplain(): BenchOptions | undefined {
  try {
    const read = readOptions(args, fileURLToPath(new URL('../../bench/results.json', import.meta.url)))
    if (read === undefined) console.log(help)
    return read
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${help}`)
    process.exitCode = 2
    return undefined
  }
}

/** The data's folder: the one that is asked for, else one that goes when all is done. */
async function inFolder({ data }: BenchOptions, work: (folder: string) => Promise<void>): Promise<void> {
  if (data !== undefined) return work(data)
  const folder = mkdtempSync(join(tmpdir(), 'ticketbound-bench-'))
  try {
    await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function profile(folder: string, { sizes, seed }: BenchOptions): Promise<void> {
  for (const grants of sizes) console.log(await profileNight(homeOf(folder, grants, seed), grants, seed))
}

async function bench(folder: string, asked: BenchOptions): Promise<void> {
  const sizes: SizeFigures[] = []
  for (const grants of asked.sizes.toSorted((a, b) => a - b)) {
    const home = homeOf(folder, grants, asked.seed)
    sizes.push(await measureSize(home, grants, asked))
    if (asked.data === undefined) rmSync(home, { recursive: true, force: true })
  }
  const judged = judge(sizes)
  const results = {
    command: commandLine(),
    date: new Date().toISOString(),
    machine: machine(),
    seed: asked.seed,
    sizes,
    budgets: judged,
  }
  const text = JSON.stringify(results, undefined, 2)
  if (asked.results !== undefined) {
    mkdirSync(dirname(asked.results), { recursive: true })
    writeFileSync(asked.results, `${text}\n`)
  }
  console.log(asked.json ? text : printFigures(sizes, judged))
  if (!sizes.every(isHonest)) process.exitCode = 1
}

/** A night that was measured must have come to its end, and found what was planted. */
function isHonest({ night, secondNight }: SizeFigures): boolean {
  return [night, secondNight].every((one) => one === undefined || alive(one)?.differences.length === 0)
}

function homeOf(folder: string, grants: number, seed: number): string {
  return join(folder, `${grants}-${seed}`)
}

function commandLine(): string {
  return ['pnpm bench', ...args].join(' ')
}
