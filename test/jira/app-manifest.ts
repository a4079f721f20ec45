import { readFileSync } from 'node:fs'
import { parseYaml } from '@ticketbound/documents'

/** What the tests look at in the manifest. */
export interface AppManifest {
  readonly app: { readonly storage: { readonly entities: unknown } }
  readonly permissions: { readonly scopes: readonly string[] }
  readonly modules: Readonly<Record<string, unknown>>
  readonly remotes?: unknown
}

/** The app's manifest as Atlassian deploys it, parsed. */
export function appManifest(): AppManifest {
  const file = new URL('../../packages/jira-forge/app/manifest.yml', import.meta.url)
  const reading = parseYaml('manifest.yml', readFileSync(file, 'utf8'))
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults))
  return reading.value.value as unknown as AppManifest
}
