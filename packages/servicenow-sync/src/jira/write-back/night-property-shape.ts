import { type Severity, severities } from '@ticketbound/core'
import * as v from 'valibot'
import { closed, countTo } from '../../config/leaf-shapes.ts'
import type { WriteBackScope } from '../../write-back/write-back-scope.ts'

const writeBack = {
  type: v.literal('jira'),
  mode: v.exactOptional(v.picklist(['dry-run', 'apply'])),
  minSeverity: v.exactOptional(v.picklist(severities)),
  most: v.exactOptional(countTo(1_000_000)),
}

/** The section `writeBack` where issues of Jira are told what the night saw. */
export const NightPropertyShape = closed(writeBack)

/** The section `writeBack` for Jira, as it is written. */
export type NightPropertySection = v.InferOutput<v.ObjectSchema<typeof writeBack, undefined>>

/** What issues are told, with everything that was left out filled in. */
export interface NightPropertySettings extends WriteBackScope {
  readonly type: 'jira'
  /** Whether a night writes at its end. `ticketbound write-back --apply` writes in either mode. */
  readonly mode: 'dry-run' | 'apply'
  readonly minSeverity: Severity
}

/** Fills in what a section leaves out. */
export function toNightPropertySettings(section: NightPropertySection): NightPropertySettings {
  const { type, mode = 'dry-run', minSeverity = 'low', most = 1000 } = section
  return { type, mode, minSeverity, notes: false, most }
}
