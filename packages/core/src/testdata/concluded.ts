import type { Claim } from '../finding/finding.ts'
import type { Recertification } from '../model/recertification.ts'
import type { RequestLine } from '../model/request.ts'
import type { Night } from '../night/night.ts'
import { type AccountNight, type Conclusion, reconcileSubject } from '../night/subject.ts'
import { aNight } from './night.ts'

/** What is true of alice in one night. */
export interface Situation {
  readonly lines?: readonly RequestLine[]
  readonly accounts?: readonly AccountNight[]
  readonly recertifications?: readonly Recertification[]
  readonly night?: Night
}

/** What the night concludes about alice. */
export function concluded(situation: Situation): Conclusion {
  const { lines = [], accounts = [], recertifications = [], night = aNight() } = situation
  const subject = { type: 'principal', principal: 'alice' } as const
  const decided = recertifications.map((recertification) => ({ recertification }))
  const given = { subject, lines: lines.map((line) => ({ line })), accounts, recertifications: decided }
  return reconcileSubject(given, night)
}

/** The kinds of what the night claims about alice, in order. */
export function kindsClaimed(situation: Situation): readonly Claim['kind'][] {
  return concluded(situation).claims.map(({ kind }) => kind)
}
