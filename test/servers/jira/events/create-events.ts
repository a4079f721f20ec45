/** Something that happened, with the payload that the app is told. */
export interface JiraEvent {
  /** `avi:jira:updated:issue`. */
  readonly type: string
  readonly payload: Readonly<Record<string, unknown>>
  /** The account that caused it. */
  readonly by: string
  /** The one function that is told, where it is not for the app's triggers. */
  readonly to?: { readonly function: string; readonly module: string }
}

/** How events reach the app where not once, at once and in order. */
export interface EventHabits {
  /** Each is told so many times. */
  copies: number
  /** They wait until somebody lets them go. */
  held: boolean
  /** Those that wait together come the last one first. */
  reversed: boolean
}

/** What happened and is to be told. Never within the request that caused it. */
export interface EventQueue {
  readonly habits: EventHabits
  /** Everything that happened, whether told or not. */
  readonly happened: readonly JiraEvent[]
  /** Errors of functions that were told. */
  readonly failures: readonly unknown[]
  add(event: JiraEvent): void
  /** Lets go of what waits, and ends once everything has been told and nothing new happened. */
  settled(): Promise<void>
}

/** Starts a queue; `tell` tells the app one event. */
export function createEvents(tell: (event: JiraEvent) => Promise<void>): EventQueue {
  const habits: EventHabits = { copies: 1, held: false, reversed: false }
  const happened: JiraEvent[] = []
  const failures: unknown[] = []
  const waiting: JiraEvent[] = []
  let telling: Promise<void> = Promise.resolve()
  let isScheduled = false

  function add(event: JiraEvent): void {
    happened.push(event)
    for (let copy = 0; copy < habits.copies; copy += 1) waiting.push(event)
    // Out of order, only those that wait together can change places: they wait for whoever asks.
    if (!habits.held && !habits.reversed) schedule()
  }

  function schedule(): void {
    if (isScheduled) return
    isScheduled = true
    setImmediate(() => {
      isScheduled = false
      telling = telling.then(tellAll)
    })
  }

  async function tellAll(): Promise<void> {
    const now = waiting.splice(0)
    if (habits.reversed) now.reverse()
    for (const event of now) await tell(event).catch((error: unknown) => failures.push(error))
  }

  async function settled(): Promise<void> {
    do {
      await telling
      telling = telling.then(tellAll)
      await telling
    } while (waiting.length > 0)
  }

  return { habits, happened, failures, add, settled }
}
