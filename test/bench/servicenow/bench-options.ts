import { parseArgs } from 'node:util'
import { ways } from './figures.ts'

/** What can be measured. */
export const parts = [...ways, 'increment', 'read-back', 'growth'] as const
/** One thing that can be measured. */
export type Part = (typeof parts)[number]

/** What the benchmark is asked to do. */
export interface BenchOptions {
  readonly rows: number
  readonly sizes: readonly number[]
  readonly latencyMs: number
  readonly only: readonly Part[]
  /** Each reading is made so many times, and the quickest counts. */
  readonly times: number
  /** Absent: not written. */
  readonly results?: string
  readonly json: boolean
}

/** What `--help` prints. */
export const help = `pnpm bench:servicenow [options]: how fast an instance is read, and with how much memory

  --rows 200k            rows of the table that is read in every way; a quarter as many tickets are read back
  --sizes 100k,300k,1M   rows of the tables whose mirrors show how time and memory grow
  --latency 100          no answer goes out sooner than so many milliseconds after its request
  --only floor,sweep     measure only these of ${parts.join(', ')}
  --times 1              make each reading so many times; the quickest counts
  --results FILE         where the figures go (default bench/servicenow.json; - for nowhere)
  --json                 print the figures as JSON instead of tables
  --help                 print this

The emulated instance and each thing measured are processes of their own. A budget that is missed does not fail the run;
a reading that does not bring every row exactly once does (exit code 1).
`

/** Reads the command line; undefined where it asks for help. Throws a sentence where it cannot be understood. */
export function readOptions(args: readonly string[], defaultResults: string): BenchOptions | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rows: { type: 'string', default: '200k' },
      sizes: { type: 'string', default: '100k,300k,1M' },
      latency: { type: 'string', default: '100' },
      only: { type: 'string', default: parts.join(',') },
      times: { type: 'string', default: '1' },
      results: { type: 'string', default: defaultResults },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return undefined
  return {
    rows: toRows('--rows', values.rows),
    sizes: values.sizes.split(',').map((text) => toRows('--sizes', text)),
    latencyMs: toWhole('--latency', values.latency),
    only: values.only.split(',').map(toPart),
    times: Math.max(1, toWhole('--times', values.times)),
    ...(values.results !== '-' && { results: values.results }),
    json: values.json,
  }
}

function toRows(option: string, text: string): number {
  const [, digits, unit] = /^(\d+(?:\.\d+)?)([kM]?)$/.exec(text) ?? []
  const rows = Number(digits) * (unit === 'M' ? 1e6 : unit === 'k' ? 1e3 : 1)
  if (rows >= 1000 && Number.isInteger(rows)) return rows
  throw new RangeError(`${option}: \`${text}\` is no number from 1000 on, such as 2000, 100k or 1M`)
}

function toPart(text: string): Part {
  const part = parts.find((one) => one === text)
  if (part === undefined) throw new RangeError(`--only: \`${text}\` is none of ${parts.join(', ')}`)
  return part
}

function toWhole(option: string, text: string): number {
  if (/^\d{1,5}$/.test(text)) return Number(text)
  throw new RangeError(`${option}: \`${text}\` is no whole number`)
}
