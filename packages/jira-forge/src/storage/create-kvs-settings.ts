import { type FieldMap, readFieldMap } from '@ticketbound/jira'
import * as v from 'valibot'
import type { Kvs } from './kvs.ts'
import type { Settings, SettingsStore } from './settings-store.ts'
import { unreadable } from './storage-failure.ts'
import { fromStoredJson, toStoredJson } from './stored-json.ts'
import { type EntityPlace, readVersioned, writeVersioned } from './versioned-entity.ts'

const Body = v.strictObject({
  fields: v.exactOptional(v.unknown()),
  projects: v.record(v.string(), v.unknown()),
  source: v.exactOptional(v.string()),
})

/** Where the settings are kept. */
export const settingsPlace: EntityPlace = { entity: 'record', key: 'settings', what: 'the settings' }

const none: Settings = { projects: {} }

/** Keeps the settings as one entity of the platform's storage. */
export function createKvsSettings(kvs: Kvs): SettingsStore {
  return {
    async read() {
      const { version, body } = await readVersioned(kvs, settingsPlace)
      return { version, settings: readSettings(body) }
    },
    write: (settings, version) => writeVersioned(kvs, settingsPlace, { body: toStoredJson(settings) }, version),
  }
}

/** Reads stored settings; without any, none were made. */
export function readSettings(body: string | undefined): Settings {
  if (body === undefined) return none
  const { fields, projects, source } = fromStoredJson(Body, body, settingsPlace.what)
  return {
    ...(fields !== undefined && { fields: toFieldMap(fields) }),
    projects: Object.fromEntries(Object.entries(projects).map(([id, map]) => [id, toFieldMap(map)])),
    ...(source !== undefined && { source }),
  }
}

function toFieldMap(stored: unknown): FieldMap {
  const reading = readFieldMap(stored)
  if (!reading.ok) throw unreadable(settingsPlace.what)
  return reading.value
}
