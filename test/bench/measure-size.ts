import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { BenchOptions } from './bench-options.ts'
import { alive, type Death, type Figure, rowsOf, type SizeFigures } from './figures.ts'
import { rowFiles } from './generate.ts'
import { measureNight } from './measure-night.ts'
import { measureProcess } from './measure-process.ts'
import { type Prepared, prepareData } from './prepare-data.ts'

/** Measures what is asked for on data with so many grants, kept in `home`; says on stderr what it is at. */
export async function measureSize(home: string, grants: number, options: BenchOptions): Promise<SizeFigures> {
  const { seed, only, nights } = options
  say(`${grants.toLocaleString('en')} grants: generating`)
  const first = prepareData(home, { grants, seed, night: 1 })
  forgetStore(home)
  const floor = only.includes('floor') ? await measureScript('read-floor.ts', first) : undefined
  const night = only.includes('night') ? await step('night', () => measureNight(first, 1)) : undefined
  const naive = only.includes('naive') ? await measureScript('naive-join.ts', first) : undefined
  const again = nights === 2 && alive(night) ? prepareData(home, { grants, seed, night: 2 }) : undefined
  const secondNight = again && (await step('second night', () => measureNight(again, 2)))
  forgetStore(home)
  const ratioToFloor = ratio(alive(night), alive(floor))
  const secondToFirst = ratio(alive(secondNight), alive(night))
  return {
    data: first.data,
    ...(floor && { floor }),
    ...(night && { night }),
    ...(ratioToFloor !== undefined && { ratioToFloor }),
    ...(naive && { naive }),
    ...(secondNight && { secondNight }),
    ...(secondToFirst !== undefined && { secondToFirst }),
  }
}

/** Runs one of our scripts on the files; where it times itself, its own seconds count, without the process's start. */
function measureScript(script: 'read-floor.ts' | 'naive-join.ts', prepared: Prepared): Promise<Figure | Death> {
  return step(script, async () => {
    const path = fileURLToPath(new URL(script, import.meta.url))
    const files = rowFiles.map((file) => join(prepared.folder, file))
    const { stdout, died, ...took } = await measureProcess([path, ...files], (text) => process.stderr.write(text))
    if (died !== undefined) return { died }
    const rows = rowsOf(prepared.data)
    const { seconds = took.seconds, rows: read = rows } = JSON.parse(stdout) as ScriptJson
    if (read !== rows) return { died: `read ${read} rows of ${rows}` }
    return { rows, ...took, seconds, rowsPerSecond: rows / seconds }
  })
}

/** What a script can say of itself. */
interface ScriptJson {
  readonly seconds?: number
  readonly rows?: number
}

async function step<One extends Figure>(name: string, measure: () => Promise<One | Death>): Promise<One | Death> {
  say(`  ${name}`)
  const figure = await measure()
  say('died' in figure ? `  ${name}: ${figure.died}` : `  ${name}: ${figure.seconds.toFixed(2)} s`)
  return figure
}

/** Every first night begins with no store at all. */
function forgetStore(home: string): void {
  for (const end of ['', '-wal', '-shm']) rmSync(join(home, `ticketbound.db${end}`), { force: true })
}

function ratio(one: Figure | undefined, other: Figure | undefined): number | undefined {
  return one && other ? one.seconds / other.seconds : undefined
}

function say(text: string): void {
  process.stderr.write(`${text}\n`)
}
