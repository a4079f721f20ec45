import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stoppedClock } from '../../packages/servicenow-sync/src/http/testdata/stopped-clock.ts'
import { aMap } from '../../packages/servicenow-sync/src/servicenow/meaning/testdata/world.ts'
import { openInstance } from '../../packages/servicenow-sync/src/servicenow/read/instance.ts'
import { openServiceNowSource } from '../../packages/servicenow-sync/src/servicenow/read/open-servicenow-source.ts'
import type { SourceReading } from '../../packages/servicenow-sync/src/sources/source.ts'
import type { Behaviours } from '../servers/servicenow/flaws/catalogue.ts'
import { smallWorldMap } from '../world/servicenow/servicenow-map.ts'
import { type RunningInstance, startSmallInstance } from '../world/servicenow/start-small-instance.ts'
import { nights } from '../world/world.ts'
import { judgeError } from './judge-night.ts'
import type { Meanwhile, Plan, PlannedNight } from './plan.ts'
import type { PlayedNight } from './play-plan.ts'
import { connectTo } from './read-by-mirror.ts'

/** The small world's account; a word that stands in no error of ours by itself. */
const account = { user: 'admin', password: 'admin' } as const

/** Of so many tables, pages of one row would take too long. */
const fewestRows = 5

/** As in other runs: a reading that must end well is not hurried by a machine that is busy. */
const stallMs = 100
const calmStallMs = 10_000

interface Playing {
  readonly server: RunningInstance
  readonly plan: Plan
  readonly at: string
}

/**
 * Plays the flaws and kills of a plan on the small world's instance, whose tickets are read as a whole source: every night
 * that is said to be complete must bring what a reading without flaws brings from the beginning.
 */
export async function playSource(plan: Plan): Promise<readonly PlayedNight[]> {
  const folder = await mkdtemp(join(tmpdir(), 'ticketbound-chaos-'))
  const server = await startSmallInstance()
  const mirror = join(folder, 'mirror.db')
  const played: PlayedNight[] = []
  try {
    for (const [index, night] of plan.nights.entries()) {
      const number = index === 0 ? 1 : index === 1 ? 2 : 3
      server.playTo(number)
      played.push(await playNight({ server, plan, at: nights[number] }, night, mirror))
    }
  } finally {
    await server.close()
    await rm(folder, { recursive: true, force: true })
  }
  return played
}

async function playNight(playing: Playing, night: PlannedNight, mirror: string): Promise<PlayedNight> {
  const { server } = playing
  setFlaws(server, night.flaws)
  server.record.clear()
  const events = [...night.meanwhile]
  let requests = 0
  for (let kills = 0; ; kills += 1) {
    const stop = new AbortController()
    const onRequest = (): void => {
      requests += 1
      while ((events[0]?.request ?? requests + 1) <= requests) happen(server, events.shift(), stop)
    }
    const read = await readSource(playing, { mirror, onRequest, stallMs, signal: stop.signal }).catch(
      (error: unknown) => ({
        error,
      }),
    )
    if (stop.signal.aborted && 'error' in read) continue
    const flaws = [...new Set(server.record.requests.flatMap((request) => request.flaws))]
    setFlaws(server, {})
    return { flaws, requests, kills, ...(await judge(playing, read)) }
  }
}

function happen(server: RunningInstance, event: Meanwhile | undefined, stop: AbortController): void {
  if (event === undefined || 'change' in event) return
  if ('flaws' in event) setFlaws(server, event.flaws)
  else stop.abort(new Error('the process is killed'))
}

/** Flaws that change the rows themselves are left out: what is read twice is to be the same. */
function setFlaws({ behaviours }: RunningInstance, flaws: Behaviours): void {
  for (const name of Object.keys(behaviours)) Reflect.deleteProperty(behaviours, name)
  const { 'rows-change-while-paged': _, 'rows-vanish-while-paged': __, ...others } = flaws
  Object.assign(behaviours, others)
}

interface ReadSource {
  readonly reading: SourceReading
  /** What every row says, without what only earlier nights could tell. */
  readonly rows: readonly string[]
}

interface Reading {
  readonly mirror: string
  readonly onRequest: () => void
  readonly stallMs: number
  readonly signal?: AbortSignal
}

async function readSource(
  { server, plan, at }: Playing,
  { mirror, onRequest, stallMs, signal }: Reading,
): Promise<ReadSource> {
  const { concurrency } = plan
  const pageSize = Math.max(plan.pageSize, fewestRows)
  const clock = stoppedClock(Date.parse(at))
  const opened = openInstance({
    entry: {
      instance: server.url,
      auth: { type: 'basic', user: account.user, password: { env: 'PASSWORD' } },
      pageSize,
      concurrency,
    },
    map: aMap(smallWorldMap),
    purposes: ['requests'],
    mirror,
    env: {},
    userAgent: 'ticketbound/chaos',
    now: clock.now,
    connect: async () => connectTo({ url: server.url, concurrency, clock, stallMs, onRequest, ...account }),
  })
  const rows: string[] = []
  try {
    const source = openServiceNowSource(
      { name: 'itsm', type: 'servicenow', reads: 'requests', maxRejected: 1 },
      () => opened,
    )
    const reading = await source.read({
      at: Date.parse(at),
      accept: (row) => void rows.push(sayRow(row as Readonly<Record<string, unknown>>)),
      reject: () => undefined,
      ...(signal && { signal }),
    })
    return { reading, rows: rows.toSorted() }
  } finally {
    opened.close()
  }
}

function sayRow({ number, item, state, principal, entitlement, level }: Readonly<Record<string, unknown>>): string {
  return JSON.stringify([number, item, state, principal, entitlement, level])
}

async function judge(
  playing: Playing,
  read: ReadSource | { readonly error: unknown },
): Promise<Pick<PlayedNight, 'ended' | 'because' | 'faults'>> {
  if ('error' in read) {
    const because = String(Reflect.get(Object(read.error), 'code') ?? read.error)
    return { ended: 'failed', because, faults: judgeError(read.error, btoa(`${account.user}:${account.password}`)) }
  }
  const { reading, rows } = read
  const twice = rows.length > new Set(rows).size ? ['rows are handed on twice'] : []
  if (reading.failure !== undefined) {
    const { code, help } = reading.failure
    const wordless = code === '' || help === '' || reading.complete ? ['fails without saying so'] : []
    return { ended: 'failed', because: code, faults: [...twice, ...wordless] }
  }
  if (!reading.complete) {
    const silent = (reading.reason ?? '') === '' ? ['is incomplete and does not say why'] : []
    return { ended: 'incomplete', because: reading.reason ?? '', faults: [...twice, ...silent] }
  }
  const whole = await readSource(playing, { mirror: ':memory:', onRequest: () => undefined, stallMs: calmStallMs })
  if (!whole.reading.complete) {
    return {
      ended: 'exact',
      faults: [...twice, `a first reading without flaws is not complete: ${whole.reading.reason}`],
    }
  }
  const isSame = JSON.stringify(whole.rows) === JSON.stringify(rows)
  return {
    ended: 'exact',
    faults: isSame ? twice : [...twice, 'said to be complete, but is not what a first reading brings'],
  }
}
