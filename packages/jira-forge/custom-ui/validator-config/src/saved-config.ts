import {
  defaultTransitionConfig,
  readTransitionConfig,
  type TransitionConfig,
} from '../../../src/gate/transition-config.ts'

/** What stands in the workflow: what the page begins with, and why that is not what was saved. */
export interface SavedConfig {
  readonly config: TransitionConfig
  readonly isNew: boolean
  /** What is wrong with what was saved; the gate stays shut until something else is. */
  readonly faults: readonly string[]
}

/** Reads what Jira gives as `extension.validatorConfig`: nothing, a text, or what that stands for. */
export function readSavedConfig(saved: unknown): SavedConfig {
  if (saved === undefined || saved === null || saved === '') {
    return { config: defaultTransitionConfig, isNew: true, faults: [] }
  }
  const reading = readTransitionConfig(saved)
  if (reading.ok) return { config: reading.value, isNew: false, faults: [] }
  const faults = reading.faults.map(({ field, message }) => (field === undefined ? message : `${field}: ${message}`))
  return { config: defaultTransitionConfig, isNew: false, faults }
}
