import * as v from 'valibot'
import type { AdminAnswer } from '../admin-answer.ts'
import { adminFunction } from '../admin-function.ts'
import { NamePayload, VersionPayload } from './payload-shapes.ts'
import { sizeFault } from './size-fault.ts'
import { type VersionWritten, writeVersion } from './write-version.ts'

const NotePayload = v.optional(v.pipe(v.string(), v.maxLength(200)))

/** Writes a text as a new version, unless it has faults or somebody wrote one since `after`. */
export const saveDocument = adminFunction(
  v.strictObject({ name: NamePayload, text: v.string(), after: VersionPayload, note: NotePayload }),
  async ({ name, text, after, note }, call): Promise<AdminAnswer<VersionWritten>> => {
    const tooLarge = sizeFault(text)
    if (tooLarge !== undefined) return tooLarge
    const noted = note === undefined || note === '' ? {} : { note }
    return writeVersion(call, { name, text, after, type: 'document-imported', ...noted })
  },
)
