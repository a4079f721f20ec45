import { readFileSync } from 'node:fs'

/** What the reader needs of a `.cpuprofile`. @see https://chromedevtools.github.io/devtools-protocol/tot/Profiler/ */
export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number }
  }[]
  readonly samples: readonly number[]
  /** Microseconds since the sample before. */
  readonly timeDeltas: readonly number[]
}

/** One function and the time that was spent in itself. */
export interface SelfTime {
  readonly name: string
  /** The last two parts of its file's path, and its line; empty for Node itself. */
  readonly place: string
  readonly seconds: number
  readonly share: number
}

/** The functions that most time was spent in, most first. */
export function topSelfTime({ nodes, samples, timeDeltas }: CpuProfile, most: number): readonly SelfTime[] {
  const named = new Map(nodes.map(({ id, callFrame }) => [id, nameOf(callFrame)]))
  const spent = new Map<string, number>()
  for (const [at, id] of samples.entries()) {
    const name = named.get(id) ?? ''
    spent.set(name, (spent.get(name) ?? 0) + (timeDeltas[at] ?? 0))
  }
  const all = [...spent.values()].reduce((sum, micros) => sum + micros, 0)
  return [...spent]
    .sort(([, a], [, b]) => b - a)
    .slice(0, most)
    .map(([key, micros]) => {
      const [name = '', place = ''] = key.split('\t')
      return { name, place, seconds: micros / 1e6, share: micros / all }
    })
}

/** A profile's top functions as lines of text. */
export function printSelfTime(path: string, most = 30): string {
  const profile = JSON.parse(readFileSync(path, 'utf8')) as CpuProfile
  return topSelfTime(profile, most)
    .map(({ name, place, seconds, share }) => {
      return `${(share * 100).toFixed(1).padStart(5)} %  ${seconds.toFixed(2).padStart(7)} s  ${name}  ${place}`.trimEnd()
    })
    .join('\n')
}

function nameOf({ functionName, url, lineNumber }: CpuProfile['nodes'][number]['callFrame']): string {
  const file = url.split('/').slice(-2).join('/')
  return `${functionName || '(anonymous)'}\t${file === '' ? '' : `${file}:${lineNumber + 1}`}`
}

if (import.meta.main) {
  const [path, most = '30'] = process.argv.slice(2)
  if (path === undefined) throw new Error('top-self-time.ts FILE.cpuprofile [LINES]')
  console.log(printSelfTime(path, Number(most)))
}
