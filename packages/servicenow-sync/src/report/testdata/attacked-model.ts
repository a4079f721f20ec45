import type { ReportModel } from '../report-model.ts'
import { finding, kind, nights } from './models.ts'
import { richModel } from './rich-model.ts'

/** A text that tries every way out of being text. */
export const attack = '<script>alert(1)</script><img src=x onerror=alert(2)>"\'>]]>--></style></title>\u202etxt'

const attacked = finding({
  id: attack,
  who: attack,
  account: attack,
  entitlement: attack,
  system: attack,
  level: attack,
  tickets: [attack],
  counterpart: attack,
  message: attack,
  action: attack,
  controls: [attack],
  evidence: [{ what: attack, where: attack }],
  state: 'reopened',
  reopenedBecause: attack,
})

/** A night in which every text that a source could fill in is the attack. */
export const attackedModel: ReportModel = {
  ...richModel,
  run: attack,
  head: { count: 1, hash: attack },
  policy: { digest: attack },
  held: { reason: attack, confirm: attack, discard: attack },
  sources: [{ name: attack, reads: attack, system: attack, rows: 1, rejected: 1, complete: false, reason: attack }],
  kinds: [kind({ title: attack, explanation: attack, findings: [attacked] })],
  measures: [
    { id: attack, title: attack, explanation: attack, unit: 'ratio', value: 0.5, numerator: 1, denominator: 2 },
  ],
  trend: nights(3).map((night) => ({ ...night, measures: { [attack]: 0.5 } })),
}
