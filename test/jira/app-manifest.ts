import { readFileSync } from 'node:fs'
import { parseYaml } from '@ticketbound/documents'

/** The app's manifest as Atlassian deploys it, parsed. */
export function appManifest(): { readonly app: { readonly storage: { readonly entities: unknown } } } {
  const file = new URL('../../packages/jira-forge/app/manifest.yml', import.meta.url)
  const reading = parseYaml('manifest.yml', readFileSync(file, 'utf8'))
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults))
  return reading.value.value as never
}
