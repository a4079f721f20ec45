import type { AdminFunctions } from './admin-function.ts'
import { readSetup } from './fields/read-setup.ts'

/** Everything that the page on which a transition's gate is configured can call. */
export const validatorFunctions = { 'setup.read': readSetup } as const satisfies AdminFunctions
