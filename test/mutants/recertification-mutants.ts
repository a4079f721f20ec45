import type { Mutant } from './mutant.ts'

const night = 'packages/core/src/night'

/** Faults in what is decided about access that is already there. */
export const recertificationMutants: readonly Mutant[] = [
  {
    name: 'anybody revokes',
    breaks: 'a revocation takes effect though its decider may not decide',
    file: `${night}/judge-recertifications.ts`,
    from: "each.recertification.decision === 'revoke' && counts(each)",
    to: "each.recertification.decision === 'revoke'",
    caughtBy: 'worlds',
  },
  {
    name: 'anybody keeps',
    breaks: 'whoever holds access puts off its recertification',
    file: `${night}/recertification-due.ts`,
    from: ' || !counts(judged)) continue',
    to: ') continue',
    caughtBy: [`${night}/recertification-due.test.ts`],
  },
  {
    name: 'revocation first on a tie',
    breaks: 'what closes at the instant of a revocation undoes it, so doubt gives access',
    file: `${night}/fold.ts`,
    from: 'return [...lines, ...decided].sort(',
    to: 'return [...decided, ...lines].sort(',
    caughtBy: [`${night}/fold.test.ts`],
  },
  {
    name: 'end of a keep ignored',
    breaks: 'access that was kept until a day is not due on that day',
    file: `${night}/recertification-due.ts`,
    from: 'const at = earlier(byInterval, keep?.until)',
    to: 'const at = byInterval',
    caughtBy: [`${night}/recertification-due.test.ts`],
  },
  {
    name: 'decisions judged every night',
    breaks: 'what somebody decided falls away when they leave',
    file: `${night}/judge-recertifications.ts`,
    from: 'kept.faults === undefined ? judge(kept, night) : kept',
    to: 'judge(kept, night)',
    caughtBy: [`${night}/judge-recertifications.test.ts`],
  },
  {
    name: 'cut-off reviews taken as whole',
    breaks: 'an export of decisions that was cut off makes what it lacks overdue',
    file: `${night}/proof.ts`,
    from: 'return night.recertificationsComplete !== false',
    to: 'return true',
    caughtBy: [`${night}/proof.test.ts`],
  },
]
