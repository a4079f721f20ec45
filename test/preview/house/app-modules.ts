import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseYaml } from '@ticketbound/documents'
import * as v from 'valibot'
import { root } from '../../docs/documents.ts'
import type { Screens } from '../build-pages.ts'

const app = join(root, 'packages/jira-forge')

/** A module of the app that has a screen. */
export interface AppModule {
  readonly key: string
  /** As the manifest says it: `jira:issuePanel`. */
  readonly type: string
  /** What is drawn: the name of a folder of `src/ui`, or of a page of its own. */
  readonly resource: string
  /** The key of the function that its screen calls. */
  readonly resolver: string
}

/** What of the app's manifest the preview goes by, and the manifest as it is for those who go by more. */
export interface AppManifest {
  readonly manifest: unknown
  readonly modules: readonly AppModule[]
}

const Shown = v.object({
  key: v.string(),
  resource: v.optional(v.string()),
  edit: v.optional(v.object({ resource: v.string() })),
  resolver: v.object({ function: v.string() }),
})
const Manifest = v.object({ modules: v.record(v.string(), v.array(v.unknown())) })

/** Reads which modules of the app have a screen, from the manifest that is deployed. */
export function readAppManifest(): AppManifest {
  const file = join(app, 'app/manifest.yml')
  const parsed = parseYaml(file, readFileSync(file, 'utf8'))
  if (!parsed.ok) throw new Error(`${file} cannot be read`)
  const { modules } = v.parse(Manifest, parsed.value.value)
  return {
    manifest: parsed.value.value,
    modules: Object.entries(modules).flatMap(([type, list]) => list.flatMap((module) => screenOf(type, module))),
  }
}

function screenOf(type: string, module: unknown): readonly AppModule[] {
  const read = v.safeParse(Shown, module)
  if (!read.success) return []
  const { key, resource = read.output.edit?.resource, resolver } = read.output
  return resource === undefined ? [] : [{ key, type, resource, resolver: resolver.function }]
}

/** Finds the sources of the app's screens; a screen that is not there yet is left out. */
export function findScreens(modules: readonly AppModule[]): Screens {
  const native = modules.flatMap(({ resource }) => ifThere(resource, join(app, 'src/ui', resource, 'index.tsx')))
  const custom = modules.flatMap(({ resource }) => ifThere(resource, join(app, 'custom-ui', resource)))
  return { native: Object.fromEntries(native), custom: Object.fromEntries(custom) }
}

function ifThere(resource: string, path: string): readonly (readonly [string, string])[] {
  return existsSync(path) ? [[resource, path]] : []
}
