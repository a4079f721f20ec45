import { dirname, isAbsolute, join } from 'node:path'
import { type Catalogue, canonicalJson, type Json, type Policy, readKeyRing } from '@ticketbound/core'
import type { PlacedReading } from '@ticketbound/documents'
import { locate, type YamlFile } from '@ticketbound/documents'
import { type FieldMap, readFieldMap } from '@ticketbound/jira'
import type { SealTrust } from '@ticketbound/seals'
import { sha256 } from '@ticketbound/seals'
import * as v from 'valibot'
import {
  type NightPropertySection,
  type NightPropertySettings,
  toNightPropertySettings,
} from '../jira/write-back/night-property-shape.ts'
import type { SecretRef } from '../secrets/secret-ref.ts'
import { readMap } from '../servicenow/map/read-map.ts'
import type { ServiceNowMap } from '../servicenow/map/servicenow-map.ts'
import { toWriteBackSettings, type WriteBackSettings } from '../servicenow/write-back/write-back-settings.ts'
import type { WriteBackSection } from '../servicenow/write-back/write-back-shape.ts'
import { configFaultsError } from './config-fault.ts'
import { ConfigShape, type SourceEntry } from './config-shape.ts'
import { houseFaults, type Leniency } from './house-faults.ts'
import type { JiraEntry } from './jira-shape.ts'
import { readNamed } from './read-named.ts'
import { type RuleFiles, readRules } from './read-rules.ts'
import { readYamlFile } from './read-yaml-file.ts'
import type { ServiceNowAuth, ServiceNowEntry } from './servicenow-shape.ts'
import { shapeFaults } from './shape-faults.ts'

/** What ticketbound.yaml says, with every path as it is from the working folder. */
export interface Config {
  /** The configuration file itself. */
  readonly file: string
  readonly store: string
  readonly report?: string
  readonly catalogue?: string
  readonly policy?: string
  /** The file of what services were measured to do. */
  readonly service?: string
  readonly seals?: { readonly tenant: string; readonly keys: string }
  readonly servicenow?: ServiceNowEntry
  readonly jira?: JiraEntry
  readonly sources: readonly SourceEntry[]
  readonly writeBack?: WriteBackSettings | NightPropertySettings
}

/** A configuration with the policy and the catalogue that it names. */
export interface Configuration {
  readonly config: Config
  readonly catalogue?: Catalogue
  readonly policy: Policy
  readonly seals?: SealTrust
  /** What the tickets of the ServiceNow instance mean. */
  readonly map?: ServiceNowMap
  /** Which fields of Jira's issues say what. */
  readonly fields?: FieldMap
  /** SHA-256 of policy and catalogue as they were written, in hexadecimal. */
  readonly policyDigest: string
  /** SHA-256 of ticketbound.yaml, with the maps that it names, as they were written, in hexadecimal. */
  readonly configDigest: string
}

/**
 * Reads ticketbound.yaml with the policy and the catalogue it names.
 * Throws one configuration error that tells everything wrong with all three, each fault with file, line and column.
 */
export function readConfig(file: string): Configuration {
  return opened(tryConfig(file)).configuration
}

/** A configuration, with policy and catalogue as they stand in their files. */
export interface ConfigFiles {
  readonly configuration: Configuration
  readonly rules: RuleFiles
  /** The map of the instance, where one is named. */
  readonly map?: YamlFile
}

/**
 * As `readConfig`, with the faults as data, and with the files themselves. A command that can do without a map is not
 * kept from its work by one that is missing or wrong: none is read then.
 */
export function tryConfig(file: string, leniency: Leniency = {}): PlacedReading<ConfigFiles> {
  const document = readYamlFile(file)
  if (!document.ok) return document
  const config = toConfig(document.value, leniency)
  const [catalogue, policy] = [pathAt(document.value, ['catalogue']), pathAt(document.value, ['policy'])]
  const rules = readRules({
    ...(catalogue !== undefined && { catalogue }),
    ...(policy !== undefined && { policy }),
    ...(config.ok && { sources: config.value.sources }),
  })
  const keys = readNamed(pathAt(document.value, ['seals', 'keys']), readKeyRing)
  const known = rules.ok ? rules.value.catalogue : undefined
  const named = leniency.withoutMap ? undefined : pathAt(document.value, ['servicenow', 'map'])
  const map = readNamed(named, (value) => readMap(value, known))
  const fields = readNamed(pathAt(document.value, ['jira', 'map']), readFieldMap)
  if (!config.ok || !rules.ok || !keys.ok || !map.ok || !fields.ok) {
    return {
      ok: false,
      faults: [config, rules, keys, map, fields].flatMap((reading) => (reading.ok ? [] : reading.faults)),
    }
  }
  const { tenant } = config.value.seals ?? {}
  const configuration = {
    config: config.value,
    ...(rules.value.catalogue && { catalogue: rules.value.catalogue }),
    policy: rules.value.policy,
    ...(tenant !== undefined && keys.value && { seals: { tenant, keys: keys.value.read } }),
    policyDigest: policyDigestOf(rules.value),
    ...(map.value && { map: map.value.read }),
    ...(fields.value && { fields: fields.value.read }),
    configDigest: configDigestOf(document.value, { map: map.value?.file, fields: fields.value?.file }),
  }
  const mapFile = map.value && { map: map.value.file }
  return { ok: true, value: { configuration, rules: rules.value, ...mapFile } }
}

/** What tickets mean is said in files of their own, where they come from an instance or a site. */
function configDigestOf({ value }: YamlFile, files: Readonly<Record<string, YamlFile | undefined>>): string {
  const named = Object.entries(files).flatMap(([name, file]) =>
    file === undefined ? [] : [[name, file.value] as const],
  )
  return digestOf(named.length === 0 ? value : { config: value, ...Object.fromEntries(named) })
}

function policyDigestOf({ catalogueFile, policyFile }: RuleFiles): string {
  return digestOf({ catalogue: catalogueFile?.value ?? null, policy: policyFile?.value ?? null })
}

/** The path that a key names, even where other keys are wrong, so that the faults of all files are told together. */
function pathAt({ file, value }: YamlFile, keys: readonly string[]): string | undefined {
  const path = keys.reduce<Json | undefined>((around, key) => (isObject(around) ? around[key] : undefined), value)
  return typeof path !== 'string' || path === '' ? undefined : from(file, path)
}

/** Reads ticketbound.yaml alone, for commands that need no more than the store. Throws as `readConfig` does. */
export function readConfigAlone(file: string): Config {
  return opened(toConfig(opened(readYamlFile(file))))
}

function opened<T>(reading: PlacedReading<T>): T {
  if (!reading.ok) throw configFaultsError(reading.faults)
  return reading.value
}

function toConfig(document: YamlFile, leniency: Leniency = {}): PlacedReading<Config> {
  const { file, value } = document
  const shaped = v.safeParse(ConfigShape, value)
  const faults = [
    ...shapeFaults(shaped.issues ?? [], value),
    ...(shaped.success ? houseFaults(shaped.output, leniency) : []),
  ]
  if (!shaped.success || faults.length > 0) return { ok: false, faults: locate(document, faults) }
  const { store, report, catalogue, policy, service, seals, servicenow, jira, writeBack } = shaped.output
  const sources: readonly SourceEntry[] = shaped.output.sources
  const config = {
    file,
    store: from(file, store),
    ...(report !== undefined && { report: from(file, report) }),
    ...(catalogue !== undefined && { catalogue: from(file, catalogue) }),
    ...(policy !== undefined && { policy: from(file, policy) }),
    ...(service !== undefined && { service: from(file, service) }),
    ...(seals !== undefined && { seals: { tenant: seals.tenant, keys: from(file, seals.keys) } }),
    ...(servicenow !== undefined && { servicenow: placed(file, servicenow) }),
    ...(jira !== undefined && { jira: placedSite(file, jira) }),
    sources: sources.map((source) => (source.type === 'files' ? { ...source, path: from(file, source.path) } : source)),
    ...(writeBack !== undefined && { writeBack: settingsOf(writeBack) }),
  }
  return { ok: true, value: config }
}

function settingsOf(section: WriteBackSection | NightPropertySection): WriteBackSettings | NightPropertySettings {
  return section.type === 'jira' ? toNightPropertySettings(section) : toWriteBackSettings(section)
}

/** An instance with the paths it names as they are from the working folder. */
function placed(file: string, entry: ServiceNowEntry): ServiceNowEntry {
  const at = (ref: SecretRef): SecretRef => placedRef(file, ref)
  const { map, tls, auth } = entry
  return {
    ...entry,
    auth: placedAuth(auth, at),
    ...(map !== undefined && { map: from(file, map) }),
    ...(tls !== undefined && {
      tls: {
        ...(tls.ca !== undefined && { ca: from(file, tls.ca) }),
        ...(tls.certificate !== undefined && { certificate: from(file, tls.certificate) }),
        ...(tls.key !== undefined && { key: at(tls.key) }),
      },
    }),
  }
}

/** A site with the paths it names as they are from the working folder. */
function placedSite(file: string, entry: JiraEntry): JiraEntry {
  const { auth, map } = entry
  return { ...entry, auth: { ...auth, token: placedRef(file, auth.token) }, map: from(file, map) }
}

function placedRef(file: string, ref: SecretRef): SecretRef {
  return 'file' in ref ? { file: from(file, ref.file) } : ref
}

function placedAuth(auth: ServiceNowAuth, at: (ref: SecretRef) => SecretRef): ServiceNowAuth {
  switch (auth.type) {
    case 'client-credentials':
      return { ...auth, clientSecret: at(auth.clientSecret) }
    case 'jwt-bearer':
      return { ...auth, clientSecret: at(auth.clientSecret), key: at(auth.key) }
    case 'api-key':
      return { ...auth, key: at(auth.key) }
    case 'basic':
      return { ...auth, password: at(auth.password) }
  }
}

function isObject(value: Json | undefined): value is { readonly [key: string]: Json | undefined } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function from(file: string, path: string): string {
  return isAbsolute(path) ? path : join(dirname(file), path)
}

function digestOf(value: Json): string {
  return sha256(canonicalJson(value))
}
