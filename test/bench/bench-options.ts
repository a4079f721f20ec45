import { parseArgs } from 'node:util'

/** What can be measured. */
export const parts = ['floor', 'night', 'naive'] as const
/** One thing that can be measured. */
export type Part = (typeof parts)[number]

/** What a benchmark is asked to do. */
export interface BenchOptions {
  readonly sizes: readonly number[]
  readonly nights: 1 | 2
  readonly only: readonly Part[]
  readonly seed: number
  /** Where generated data stays from run to run; absent: in a temporary folder that is removed. */
  readonly data?: string
  /** Absent: not written. */
  readonly results?: string
  readonly json: boolean
  readonly profile: boolean
}

/** What `--help` prints. */
export const help = `pnpm bench [options]: how long a night takes, and how much memory

  --sizes 100k,1M,5M     numbers of grants; there are half as many tickets, and a person for every 20 grants
  --nights 1|2           2: a second night too, a week later, with 1 % of the rows changed (default 1)
  --only floor,naive     measure only these of floor, night, naive
  --seed N               of the generated data (default 1)
  --data FOLDER          keep the generated data there, and use again what is there
  --results FILE         where the figures go (default bench/results.json; - for nowhere)
  --json                 print the figures as JSON instead of tables
  --profile              run only the night, under Node's CPU profiler, and print where the time goes
  --help                 print this

Each thing measured is a process of its own. A budget that is missed does not fail the run; a night that does not find
exactly what the generator planted does (exit code 1).
`

/** Reads the command line; undefined where it asks for help. Throws a sentence where it cannot be understood. */
export function readOptions(args: readonly string[], defaultResults: string): BenchOptions | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      sizes: { type: 'string', default: '100k,1M,5M' },
      nights: { type: 'string', default: '1' },
      only: { type: 'string', default: parts.join(',') },
      seed: { type: 'string', default: '1' },
      data: { type: 'string' },
      results: { type: 'string', default: defaultResults },
      json: { type: 'boolean', default: false },
      profile: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return undefined
  if (values.nights !== '1' && values.nights !== '2') throw new RangeError('--nights is 1 or 2')
  return {
    sizes: values.sizes.split(',').map(toSize),
    nights: values.nights === '2' ? 2 : 1,
    only: values.profile ? ['night'] : values.only.split(',').map(toPart),
    seed: toWhole(values.seed),
    ...(values.data !== undefined && { data: values.data }),
    ...(values.results !== '-' && !values.profile && { results: values.results }),
    json: values.json,
    profile: values.profile,
  }
}

function toSize(text: string): number {
  const [, digits, unit] = /^(\d+(?:\.\d+)?)([kM]?)$/.exec(text) ?? []
  const size = Number(digits) * (unit === 'M' ? 1e6 : unit === 'k' ? 1e3 : 1)
  if (size >= 800 && size % 20 === 0) return size
  throw new RangeError(`--sizes: \`${text}\` is no multiple of 20 from 800 on, such as 2000, 100k or 1M`)
}

function toPart(text: string): Part {
  const part = parts.find((one) => one === text)
  if (part === undefined) throw new RangeError(`--only: \`${text}\` is none of ${parts.join(', ')}`)
  return part
}

function toWhole(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new RangeError(`--seed: \`${text}\` is no whole number`)
}
