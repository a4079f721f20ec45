import type { Mutant } from './mutant.ts'

const finding = 'packages/core/src/finding'
const night = 'packages/core/src/night'

/** Faults in when findings open, resolve, are accepted, are held, and are the same. */
export const lifecycleMutants: readonly Mutant[] = [
  {
    name: 'widened facts accepted',
    breaks: 'an acceptance goes on though level, path or end has widened',
    file: `${finding}/lifecycle.ts`,
    from: '  const wider = widened(acceptance.facts, claim.facts)\n',
    to: '  const wider = undefined\n',
    caughtBy: 'worlds',
  },
  {
    name: 'exception one instant long',
    breaks: 'an exception covers at the very instant of its end',
    file: `${finding}/exceptions.ts`,
    from: 'exception.from <= at && at < exception.until',
    to: 'exception.from <= at && at <= exception.until',
    caughtBy: 'worlds',
  },
  {
    name: 'accounts left out of identity',
    breaks: 'the same access on two accounts of a principal is one finding',
    file: `${finding}/identity.ts`,
    from: 'account === undefined ? { principal } : { account }',
    to: '{ principal }',
    caughtBy: 'worlds',
  },
  {
    name: 'opens without the tickets',
    breaks: 'access is called unticketed while the tickets are incomplete',
    file: `${night}/proof.ts`,
    from: "if (need === 'tickets') return night.ticketsComplete",
    to: "if (need === 'tickets') return true",
    caughtBy: 'worlds',
  },
  {
    name: 'resolves what was not read',
    breaks: 'a finding resolves because the line it rests on was in the part that is missing',
    file: `${night}/proof.ts`,
    from: ' && systemsBehind(finding).every((system) => isWhole(system, night))',
    to: '',
    caughtBy: 'worlds',
  },
  {
    name: 'hold ignored',
    breaks: 'a mass change is published without anybody looking',
    file: `${finding}/hold.ts`,
    from: 'return !scope.isFirst && scope.changed > limit ?',
    to: 'return scope.changed < 0 ?',
    caughtBy: [`${finding}/hold.test.ts`],
  },
  {
    name: 'first night held',
    breaks: 'a scope’s first complete night is held, though everything about it is new',
    file: `${finding}/hold.ts`,
    from: 'return !scope.isFirst && scope.changed > limit ?',
    to: 'return scope.changed > limit ?',
    caughtBy: [`${finding}/hold.test.ts`],
  },
]
