import { randomUUID } from 'node:crypto'
import type { Character, OpenedView } from './backend.ts'

/** Somebody at a browser: who they are and which screens they opened. */
export interface Session {
  readonly id: string
  accountId: string
  readonly views: Map<string, OpenedView>
}

/** Keeps who is at which browser. Whose account a call is for comes from here, and never from what a page sends. */
export interface Sessions {
  /** Finds the session of a `Cookie` header, or begins one. */
  of(cookie: string | undefined): Session
  /** Keeps an opened view and gives its id, which only this session can use. */
  open(session: Session, view: OpenedView): string
}

/** Makes sessions in memory; whoever comes new is the first of `people`. */
export function createSessions(people: readonly Character[]): Sessions {
  const known = new Map<string, Session>()
  return {
    of(cookie) {
      const id = /(?:^|; )preview=([\w-]+)/.exec(cookie ?? '')?.[1] ?? ''
      const session = known.get(id) ?? { id: randomUUID(), accountId: people[0]?.accountId ?? '', views: new Map() }
      known.set(session.id, session)
      return session
    },
    open(session, view) {
      const id = randomUUID()
      session.views.set(id, view)
      return id
    },
  }
}
