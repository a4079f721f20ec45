import { evidenceMutants } from './evidence-mutants.ts'
import { lifecycleMutants } from './lifecycle-mutants.ts'
import type { Mutant } from './mutant.ts'
import { recertificationMutants } from './recertification-mutants.ts'
import { recordMutants } from './record-mutants.ts'
import { ruleMutants } from './rule-mutants.ts'
import { situationMutants } from './situation-mutants.ts'

/** Every planted fault. */
export const mutants: readonly Mutant[] = [
  ...situationMutants,
  ...evidenceMutants,
  ...lifecycleMutants,
  ...recertificationMutants,
  ...recordMutants,
  ...ruleMutants,
]
