import * as v from 'valibot'
import type { AdminAnswer } from '../admin-answer.ts'
import { adminFunction } from '../admin-function.ts'
import { changeSettings, type SettingsSaved, VersionPayload } from './change-settings.ts'

/** Saves what the night calls this site's source. Seals name it, so those made before no longer fit. */
export const saveSource = adminFunction(
  v.strictObject({ version: VersionPayload, source: v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/)) }),
  async ({ version, source }, call): Promise<AdminAnswer<SettingsSaved>> =>
    changeSettings(call, version, undefined, (settings) => ({ ...settings, source })),
)
