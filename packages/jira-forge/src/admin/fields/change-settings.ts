import * as v from 'valibot'
import type { Settings } from '../../storage/settings-store.ts'
import { type AdminAnswer, overtaken } from '../admin-answer.ts'
import type { AdminCall } from '../admin-function.ts'
import { recordDone } from '../record-done.ts'

/** Settings that were saved. */
export interface SettingsSaved {
  readonly version: number
  /** False where it could not be written to the app's log. */
  readonly logged: boolean
}

/** The version of the settings that a page has seen. */
export const VersionPayload = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

/** Changes the settings, unless somebody saved them since `version`; the log says of which project, or of the site. */
export async function changeSettings(
  call: AdminCall,
  version: number,
  project: string | undefined,
  changed: (settings: Settings) => Settings,
): Promise<AdminAnswer<SettingsSaved>> {
  const store = call.host.settings
  const kept = await store.read()
  if (kept.version !== version) return overtaken
  if ((await store.write(changed(kept.settings), version)) === 'overtaken') return overtaken
  const { logged } = await recordDone(call, 'settings-changed', { version: version + 1, project: project ?? null })
  return { ok: true, version: version + 1, logged }
}
