import * as v from 'valibot'
import { documentNames } from './document-files.ts'

/** Which document a page speaks of. */
export const NamePayload = v.picklist(documentNames)

/** The number of a version; 0 where there was never one. */
export const VersionPayload = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
