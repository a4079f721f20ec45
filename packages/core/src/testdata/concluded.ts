import type { Claim } from '../finding/finding.ts'
import type { RequestLine } from '../model/request.ts'
import type { Night } from '../night/night.ts'
import { type AccountNight, type Conclusion, reconcileSubject } from '../night/subject.ts'
import { aNight } from './night.ts'

/** What is true of alice in one night. */
export interface Situation {
  readonly lines?: readonly RequestLine[]
  readonly accounts?: readonly AccountNight[]
  readonly night?: Night
}

/** What the night concludes about alice. */
export function concluded({ lines = [], accounts = [], night = aNight() }: Situation): Conclusion {
  const subject = { type: 'principal', principal: 'alice' } as const
  return reconcileSubject({ subject, lines: lines.map((line) => ({ line })), accounts }, night)
}

/** The kinds of what the night claims about alice, in order. */
export function kindsClaimed(situation: Situation): readonly Claim['kind'][] {
  return concluded(situation).claims.map(({ kind }) => kind)
}
