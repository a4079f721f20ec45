import type { AdminFunctions } from './admin-function.ts'
import { exportLog } from './audit/export-log.ts'
import { readLog } from './audit/read-log.ts'
import { verifyLog } from './audit/verify-log.ts'
import { checkDocument } from './documents/check-document.ts'
import { readDocument } from './documents/read-document.ts'
import { readVersion } from './documents/read-version.ts'
import { rollBackDocument } from './documents/roll-back-document.ts'
import { saveDocument } from './documents/save-document.ts'
import { checkFields } from './fields/check-fields.ts'
import { proposeFields } from './fields/propose-fields.ts'
import { readFields } from './fields/read-fields.ts'
import { removeFields } from './fields/remove-fields.ts'
import { saveFields } from './fields/save-fields.ts'
import { saveSource } from './fields/save-source.ts'
import { readHealth } from './health/read-health.ts'
import { readKeys } from './keys/read-keys.ts'
import { revokeKey } from './keys/revoke-key.ts'
import { rotateKey } from './keys/rotate-key.ts'
import { readMeasures } from './measures/read-measures.ts'

/** Everything that the page for the whole site can call. */
export const adminFunctions = {
  'health.read': readHealth,
  'fields.read': readFields,
  'fields.propose': proposeFields,
  'fields.check': checkFields,
  'fields.save': saveFields,
  'fields.remove': removeFields,
  'source.save': saveSource,
  'document.read': readDocument,
  'document.version': readVersion,
  'document.check': checkDocument,
  'document.save': saveDocument,
  'document.roll-back': rollBackDocument,
  'keys.read': readKeys,
  'keys.rotate': rotateKey,
  'keys.revoke': revokeKey,
  'log.read': readLog,
  'log.verify': verifyLog,
  'log.export': exportLog,
  'measures.read': readMeasures,
} as const satisfies AdminFunctions
