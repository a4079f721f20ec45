import * as v from 'valibot'
import type { AdminAnswer } from '../admin-answer.ts'
import { adminFunction } from '../admin-function.ts'
import { NamePayload, VersionPayload } from './payload-shapes.ts'
import { versionText } from './version-text.ts'
import { type VersionWritten, writeVersion } from './write-version.ts'

/** Writes the text of an earlier version as a new one, if it still reads beside the rules that stand. */
export const rollBackDocument = adminFunction(
  v.strictObject({ name: NamePayload, version: VersionPayload, after: VersionPayload }),
  async ({ name, version, after }, call): Promise<AdminAnswer<VersionWritten>> => {
    const old = await versionText(call.host, name, version)
    if (!old.ok) return old
    const note = `as in version ${version}`
    return writeVersion(call, { name, text: old.text, after, type: 'document-rolled-back', note })
  },
)
