import type { Settings, SettingsStore } from '../storage/settings-store.ts'

/** Keeps settings in memory. */
export function createMemorySettings(settings: Settings = { projects: {} }): SettingsStore {
  let kept = { version: 0, settings }
  return {
    read: async () => kept,
    write: async (next, version) => {
      if (version !== kept.version) return 'overtaken'
      kept = { version: version + 1, settings: next }
      return 'written'
    },
  }
}
