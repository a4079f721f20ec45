import { formatInstant } from '@ticketbound/core'
import { configError } from '../errors.ts'
import type { Store } from '../store/store.ts'
import { concludeNight } from './conclude/conclude-night.ts'
import { loadNight } from './load/load-night.ts'
import type { NightInput, NightOptions } from './night-input.ts'
import type { NightResult } from './night-result.ts'
import { runIdOf } from './run-id.ts'
import { openSpillFile } from './shelf/spill-file.ts'

/**
 * Runs one night: reads every source, reconciles every subject, and keeps all of it or nothing. The same instant again
 * gives what it gave before; an instant before the store's last night is refused.
 */
export async function runNight(store: Store, input: NightInput, options: NightOptions = {}): Promise<NightResult> {
  const last = store.lastNight()
  if (last?.at === input.at) return last
  refuseThePast(last, input)
  const run = runIdOf(input.at)
  const begin = (): void => store.night.begin(run, input.at, `${input.configDigest} ${input.policyDigest}`)
  if (!options.dryRun) store.transaction(begin)
  const spill = openSpillFile(store.workFolder)
  try {
    const loaded = await loadNight(store, input, options, spill)
    return store.transaction(
      () => {
        refuseOvertaken(last, store.lastNight(), input)
        // Again, because another process that began meanwhile took this night for a killed one and forgot it.
        begin()
        return concludeNight(run, { store, input, loaded, options })
      },
      () => !options.dryRun,
    )
  } finally {
    spill.close()
  }
}

function refuseThePast(last: NightResult | undefined, input: NightInput): void {
  if (last === undefined || input.at > last.at) return
  throw configError({
    code: 'instant-in-the-past',
    message: `${formatInstant(input.at)} is before the last night, ${formatInstant(last.at)}`,
    help: 'check the clock, or the instant after --at; nights are run in the order of time',
  })
}

/** What was read is measured against the store as it was then; a night concluded meanwhile makes it worthless. */
function refuseOvertaken(last: NightResult | undefined, now: NightResult | undefined, input: NightInput): void {
  if (now === undefined || now.run === last?.run) return
  throw configError({
    code: 'night-overtaken',
    message: `another process concluded the night of ${formatInstant(now.at)} while this one was reading`,
    help: now.at === input.at ? 'nothing is lost: look at its result' : 'run again, at an instant after that night',
  })
}
