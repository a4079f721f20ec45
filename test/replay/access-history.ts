import { readFileSync } from 'node:fs'

/** Something that happened to who holds what; kinds of event beyond `grant` and `revoke` change no grant by themselves. */
export interface AccessEvent {
  /** When it took effect, as RFC 3339 in UTC. */
  readonly at: string
  /** When it was first asked for. */
  readonly submitted: string
  readonly type: string
  /** The tickets it names; none where nothing authorised it. */
  readonly tickets: readonly string[]
  readonly principal?: string
  readonly entitlement?: string
}

/** An event that gives or takes one entitlement. */
export interface GrantEvent extends AccessEvent {
  readonly type: 'grant' | 'revoke'
  readonly principal: string
  readonly entitlement: string
}

/** Reads a history: one event a line, in the order of time. */
export function readHistory(file: string): readonly AccessEvent[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): AccessEvent => JSON.parse(line))
}

/** Tells whether an event gives or takes an entitlement. */
export function isGrantEvent(event: AccessEvent): event is GrantEvent {
  return event.type === 'grant' || event.type === 'revoke'
}
