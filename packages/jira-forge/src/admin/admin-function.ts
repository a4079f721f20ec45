import * as v from 'valibot'
import type { AppHost } from '../app-host.ts'
import type { Documents } from '../storage/settings-store.ts'
import type { SweepCursors } from '../watch/sweep-cursors.ts'
import { type AdminAnswer, refuse } from './admin-answer.ts'

/** What the administration asks of where it runs. */
export interface AdministeredHost extends AppHost {
  readonly documents: Documents
  /** How far the sweep has come; left out where nothing is swept. */
  readonly sweeps?: Pick<SweepCursors, 'read'>
}

/** Who asks, and of what: both from the platform. */
export interface AdminCall {
  readonly host: AdministeredHost
  /** The account that the platform authenticated, never one that a screen names. */
  readonly accountId: string
  /** The project whose settings page asks; absent on the page for the whole site. */
  readonly projectId?: string
}

/** A function that a page calls by name. */
export interface AdminFunction<Payload, Told extends object> {
  /** Reads what the page sent and answers; a payload of another shape is refused. */
  readonly answer: (payload: unknown, call: AdminCall) => Promise<AdminAnswer<Told>>
  /** What a page sends: for its type only, never there. */
  readonly sent?: (payload: Payload) => void
}

/** Functions by the name under which a page calls them. */
export type AdminFunctions = Readonly<Record<string, AdminFunction<never, object>>>

/** What a page sends to a function. */
export type PayloadOf<Asked> = Asked extends AdminFunction<infer Payload, infer _Told> ? Payload : never

/** What a function tells a page. */
export type AnswerOf<Asked> = Asked extends AdminFunction<never, infer Told> ? AdminAnswer<Told> : never

/** Makes a function of the shape of what it is sent and of what it does. */
export function adminFunction<Payload, Told extends object>(
  shape: v.GenericSchema<unknown, Payload>,
  run: (payload: Payload, call: AdminCall) => Promise<AdminAnswer<Told>>,
): AdminFunction<Payload, Told> {
  return {
    async answer(payload, call) {
      const sent = v.safeParse(shape, payload)
      if (!sent.success) return notUnderstood
      return run(sent.output, call)
    },
  }
}

const notUnderstood = refuse(
  'payload-malformed',
  'The page sent something that the app does not understand.',
  'Load the page again; it may be older than the app.',
)
