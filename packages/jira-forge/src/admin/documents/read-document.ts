import * as v from 'valibot'
import type { DocumentVersion } from '../../storage/settings-store.ts'
import type { AdminAnswer } from '../admin-answer.ts'
import { adminFunction } from '../admin-function.ts'
import { type CheckedText, toCheckedText } from './checked-text.ts'
import { NamePayload } from './payload-shapes.ts'
import { readDocumentText, standingRules } from './read-document-text.ts'
import { standingDocument } from './standing-document.ts'

export type { DocumentName, DocumentVersion } from '../../storage/settings-store.ts'

/** A document as it stands, with the versions before it. */
export interface DocumentTold {
  /** The newest last. */
  readonly versions: readonly DocumentVersion[]
  /** The text of the newest, and what is to be said of it now; absent where there was never one. */
  readonly standing?: CheckedText & { readonly version: number; readonly text: string }
}

/** Reads a document with its versions. */
export const readDocument = adminFunction(
  v.strictObject({ name: NamePayload }),
  async ({ name }, { host }): Promise<AdminAnswer<DocumentTold>> => {
    const versions = await host.documents.versions(name)
    const standing = await standingDocument(host, name)
    if (standing === undefined) return { ok: true, versions }
    const checked = toCheckedText(readDocumentText(name, standing.text, await standingRules(host)))
    return { ok: true, versions, standing: { ...standing, ...checked } }
  },
)
