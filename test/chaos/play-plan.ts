import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ChaosInstance, firstNight, startInstance } from './chaos-instance.ts'
import { ofComparing } from './draw-flaws.ts'
import { judgeError, judgeHanded, untilOf } from './judge-night.ts'
import type { Meanwhile, Plan, PlannedNight } from './plan.ts'
import type { Attempt, Handed, Reader } from './reader.ts'

/** How a night ended. */
export interface PlayedNight {
  readonly ended: 'exact' | 'incomplete' | 'failed'
  /** Why it was not exact: the reason it gave, or the code of the error. */
  readonly because?: string
  /** What was wrong with that; nothing where all is well. */
  readonly faults: readonly string[]
  /** The flaws that a request of it met. */
  readonly flaws: readonly string[]
  readonly requests: number
  readonly kills: number
}

const dayMs = 86_400_000
/** The instance's clock goes on with each request. */
const requestMs = 400
/** So many requests no night needs. */
const mostRequests = 20_000
/** After so long in real time a night hangs. */
const mostMs = 60_000

/** Long enough for the emulator, and short enough not to wait for. */
const stallMs = 60
/** In a night that must end well, a machine that is busy with other things is no reason to fail. */
const calmStallMs = 10_000

class Killed extends Error {}
class Endless extends Error {}

/**
 * Plays a plan: night after night the reader reads, while rows change, flaws come and go and the process is killed. Nights
 * without any flaw follow: the second must end exact, and so must the first unless it goes on with what was begun.
 */
export async function playPlan(plan: Plan, read: Reader): Promise<readonly PlayedNight[]> {
  const folder = await mkdtemp(join(tmpdir(), 'ticketbound-chaos-'))
  const instance = await startInstance(plan)
  const played: PlayedNight[] = []
  try {
    const mirror = join(folder, 'mirror.db')
    for (const [at, night] of plan.nights.entries()) {
      played.push(await playNight({ plan, instance, read, mirror, at, isCalm: false }, night))
    }
    const after = plan.nights.length
    for (let at = after; at < after + 2 && (at === after || played.at(-1)?.ended !== 'exact'); at += 1) {
      const ended = await playNight({ plan, instance, read, mirror, at, isCalm: true }, calm)
      played.push(ended.ended === 'exact' || (ended.ended === 'incomplete' && at === after) ? ended : notExact(ended))
    }
  } finally {
    await instance.server.close()
    await rm(folder, { recursive: true, force: true })
  }
  return played
}

const calm: PlannedNight = { before: [], flaws: {}, meanwhile: [] }

function notExact(night: PlayedNight): PlayedNight {
  const { ended, because = '' } = night
  return { ...night, faults: [...night.faults, `a night without flaws ends ${ended}: ${because}`] }
}

interface Playing {
  readonly plan: Plan
  readonly instance: ChaosInstance
  readonly read: Reader
  readonly mirror: string
  readonly at: number
  readonly isCalm: boolean
}

async function playNight(playing: Playing, night: PlannedNight): Promise<PlayedNight> {
  const { instance, at } = playing
  const nightAt = firstNight + at * dayMs
  for (const { what, pick, ago } of night.before) {
    instance.goTo(nightAt - ago * 1000)
    instance.change(what, pick)
  }
  instance.goTo(nightAt)
  instance.setFlaws(night.flaws)
  instance.server.record.clear()
  const events = [...night.meanwhile]
  let requests = 0
  for (let kills = 0; ; kills += 1) {
    const begunAt = instance.now()
    const stop = new AbortController()
    const onRequest = (): void => {
      requests += 1
      instance.goTo(instance.now() + requestMs)
      if (requests > mostRequests) stop.abort(new Endless('more requests than any night needs'))
      while ((events[0]?.request ?? requests + 1) <= requests) happen(instance, events.shift(), stop)
    }
    const ended = await tryNight(playing, onRequest, stop)
    if (ended.error instanceof Killed) continue
    const facts = { flaws: flawsShown(instance), requests, kills }
    return { ...facts, ...judge(playing, ended, begunAt) }
  }
}

function happen({ change, setFlaws }: ChaosInstance, event: Meanwhile | undefined, stop: AbortController): void {
  if (event === undefined) return
  if ('change' in event) change(event.change, event.pick)
  else if ('flaws' in event) setFlaws(event.flaws, ofComparing)
  else stop.abort(new Killed('the process is killed'))
}

interface Ended {
  readonly handed?: Handed
  readonly error?: unknown
}

async function tryNight(
  { plan, instance, read, mirror, isCalm }: Playing,
  onRequest: () => void,
  stop: AbortController,
): Promise<Ended> {
  const { pageSize, concurrency, fullSweepDays, narrowed, aheadSeconds } = plan
  const attempt: Attempt = {
    url: instance.server.url,
    password: instance.password,
    mirror,
    clock: ourClock(instance, aheadSeconds),
    onRequest,
    signal: stop.signal,
    stallMs: isCalm ? calmStallMs : stallMs,
    pageSize,
    concurrency,
    fullSweepDays,
    narrowed,
  }
  const hanging = setTimeout(() => stop.abort(new Endless('the night hangs')), mostMs)
  try {
    return { handed: await read(attempt) }
  } catch (error) {
    return { error }
  } finally {
    clearTimeout(hanging)
  }
}

function ourClock(instance: ChaosInstance, aheadSeconds: number): Attempt['clock'] {
  return {
    now: () => instance.now() + aheadSeconds * 1000,
    random: () => 0.5,
    async sleep(ms, signal) {
      signal.throwIfAborted()
      instance.goTo(instance.now() + ms)
    },
  }
}

function judge(
  { plan, instance }: Playing,
  { handed, error }: Ended,
  begunAt: number,
): Pick<PlayedNight, 'ended' | 'because' | 'faults'> {
  const { history, password } = instance
  if (handed === undefined) {
    const because = String((error as { readonly code?: unknown } | undefined)?.code ?? error)
    return { ended: 'failed', because, faults: judgeError(error, password) }
  }
  const until = untilOf(begunAt, plan.aheadSeconds, Math.min(0, ...skewsOf(plan)))
  const faults = judgeHanded(handed, { history, narrowed: plan.narrowed, begunAt, until })
  if (handed.complete) return { ended: 'exact', faults }
  return { ended: 'incomplete', because: handed.reason ?? '', faults }
}

/** By how much the instance's `Date` is wrong at some time of a plan. */
function skewsOf({ nights }: Plan): readonly number[] {
  const all = nights.flatMap(({ flaws, meanwhile }) => [
    flaws,
    ...meanwhile.flatMap((event) => ('flaws' in event ? [event.flaws] : [])),
  ])
  return all.flatMap(({ 'clock-skewed': skewed }) => (typeof skewed === 'object' ? [skewed.seconds ?? 0] : []))
}

function flawsShown({ server }: ChaosInstance): readonly string[] {
  return [...new Set(server.record.requests.flatMap(({ flaws }) => flaws))]
}
