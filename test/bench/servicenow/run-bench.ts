import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { machine } from '../machine.ts'
import { type BenchOptions, help, readOptions } from './bench-options.ts'
import { judge } from './budgets.ts'
import { type ServiceNowFigures, ways } from './figures.ts'
import { measureReadBack } from './measure-read-back.ts'
import { isWrong, measureGrowth, measureIncrement, measureTables } from './measure-tables.ts'
import { printFigures } from './print-figures.ts'

const args = process.argv.slice(2)
const options = readOrExplain()
if (options) await bench(options)

function readOrExplain(): BenchOptions | undefined {
  try {
    const read = readOptions(args, fileURLToPath(new URL('../../../bench/servicenow.json', import.meta.url)))
    if (read === undefined) console.log(help)
    return read
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${help}`)
    process.exitCode = 2
    return undefined
  }
}

async function bench(asked: BenchOptions): Promise<void> {
  const loadBefore = loadavg()[0]
  const figures = await inFolder((home) => measure(home, asked))
  const judged = judge(figures)
  const results = {
    command: ['pnpm bench:servicenow', ...args].join(' '),
    date: new Date().toISOString(),
    // What else the machine did shows in how long it takes, so it is told.
    machine: { ...machine(), loadBefore, loadAfter: loadavg()[0] },
    figures,
    budgets: judged,
  }
  const text = JSON.stringify(results, undefined, 2)
  if (asked.results !== undefined) {
    mkdirSync(dirname(asked.results), { recursive: true })
    writeFileSync(asked.results, `${text}\n`)
  }
  console.log(asked.json ? text : printFigures(figures, judged))
  if (!isHonest(figures)) process.exitCode = 1
}

async function inFolder<T>(work: (home: string) => Promise<T>): Promise<T> {
  const home = mkdtempSync(join(tmpdir(), 'ticketbound-bench-'))
  try {
    return await work(home)
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

async function measure(home: string, asked: BenchOptions): Promise<ServiceNowFigures> {
  const { only, rows, times } = asked
  const read = ways.filter((way) => only.includes(way))
  const tables = read.length > 0 ? await measureTables(home, asked, read) : []
  const increment = only.includes('increment') ? await measureIncrement(home, asked) : undefined
  const readBack = only.includes('read-back') ? await measureReadBack(home, Math.ceil(rows / 4), times) : undefined
  const growth = only.includes('growth') ? await measureGrowth(home, asked) : []
  return { tables, ...(increment && { increment }), ...(readBack && { readBack }), growth }
}

/** Every reading brought every row exactly once, and every ticket came back as it was made. */
function isHonest({ tables, increment, readBack, growth }: ServiceNowFigures): boolean {
  const read = [...tables, ...growth].map(({ figure }) => figure)
  const more = increment ? [increment.full, increment.increment] : []
  return ![...read, ...more].some(isWrong) && (readBack?.wrong ?? 0) === 0
}
