import * as v from 'valibot'
import { adminFunction } from '../admin-function.ts'
import { NamePayload, VersionPayload } from './payload-shapes.ts'
import { versionText } from './version-text.ts'

/** Reads the text of an earlier version, for whoever wants to see it before rolling back to it. */
export const readVersion = adminFunction<
  { readonly name: v.InferOutput<typeof NamePayload>; readonly version: number },
  { readonly text: string }
>(v.strictObject({ name: NamePayload, version: VersionPayload }), ({ name, version }, { host }) =>
  versionText(host, name, version),
)
