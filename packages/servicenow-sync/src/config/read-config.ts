import { dirname, isAbsolute, join } from 'node:path'
import {
  type Catalogue,
  canonicalJson,
  defaultPolicy,
  type Json,
  type Policy,
  readCatalogue,
  readKeyRing,
  readPolicy,
} from '@ticketbound/core'
import * as v from 'valibot'
import type { SealTrust } from '../seals/seal-opener.ts'
import { sha256 } from '../sha256.ts'
import { type ConfigFault, type ConfigReading, configFaultsError } from './config-fault.ts'
import { ConfigShape, type SourceEntry } from './config-shape.ts'
import { houseFaults } from './house-faults.ts'
import { type PlacedFault, shapeFaults } from './shape-faults.ts'
import { readYamlFile, type YamlFile } from './yaml-file.ts'

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
  readonly sources: readonly SourceEntry[]
}

/** A configuration with the policy and the catalogue that it names. */
export interface Configuration {
  readonly config: Config
  readonly catalogue?: Catalogue
  readonly policy: Policy
  readonly seals?: SealTrust
  /** SHA-256 of policy and catalogue as they were written, in hexadecimal. */
  readonly policyDigest: string
  /** SHA-256 of ticketbound.yaml as it was written, in hexadecimal. */
  readonly configDigest: string
}

/**
 * Reads ticketbound.yaml with the policy and the catalogue it names.
 * Throws one configuration error that tells everything wrong with all three, each fault with file, line and column.
 */
export function readConfig(file: string): Configuration {
  const document = opened(readYamlFile(file))
  const config = toConfig(document)
  const catalogue = named(document, 'catalogue', readCatalogue)
  const policy = named(document, 'policy', readPolicy)
  const keys = named(document, ['seals', 'keys'], readKeyRing)
  const faults = [config, catalogue, policy, keys].flatMap((reading) => (reading.ok ? [] : reading.faults))
  if (!config.ok || !catalogue.ok || !policy.ok || !keys.ok) throw configFaultsError(faults)
  return {
    config: config.value,
    ...(catalogue.value && { catalogue: catalogue.value.read }),
    policy: policy.value?.read ?? defaultPolicy,
    ...(config.value.seals && keys.value && { seals: { tenant: config.value.seals.tenant, keys: keys.value.read } }),
    policyDigest: digestOf({ catalogue: catalogue.value?.document ?? null, policy: policy.value?.document ?? null }),
    configDigest: digestOf(document.value),
  }
}

/** Reads ticketbound.yaml alone, for commands that need no more than the store. Throws as `readConfig` does. */
export function readConfigAlone(file: string): Config {
  return opened(toConfig(opened(readYamlFile(file))))
}

function opened<T>(reading: ConfigReading<T>): T {
  if (!reading.ok) throw configFaultsError(reading.faults)
  return reading.value
}

function toConfig(document: YamlFile): ConfigReading<Config> {
  const { file, value } = document
  const shaped = v.safeParse(ConfigShape, value)
  const faults = [...shapeFaults(shaped.issues ?? [], value), ...(shaped.success ? houseFaults(shaped.output) : [])]
  if (!shaped.success || faults.length > 0) return { ok: false, faults: locate(document, faults) }
  const { store, report, catalogue, policy, service, seals } = shaped.output
  const sources: readonly SourceEntry[] = shaped.output.sources
  const config = {
    file,
    store: from(file, store),
    ...(report !== undefined && { report: from(file, report) }),
    ...(catalogue !== undefined && { catalogue: from(file, catalogue) }),
    ...(policy !== undefined && { policy: from(file, policy) }),
    ...(service !== undefined && { service: from(file, service) }),
    ...(seals !== undefined && { seals: { tenant: seals.tenant, keys: from(file, seals.keys) } }),
    sources: sources.map((source) => ({ ...source, path: from(file, source.path) })),
  }
  return { ok: true, value: config }
}

/** What core makes of a document. */
type Read<T> = (document: unknown) => { ok: true; value: T } | { ok: false; faults: readonly PlacedFault[] }

/** A file that ticketbound.yaml names, as written and as read; `undefined` where it names none. */
type Named<T> = { readonly document: Json; readonly read: T } | undefined

/** Reads the file that a key names, even where other keys are wrong, so that all faults are told together. */
function named<T>(
  config: YamlFile,
  key: 'catalogue' | 'policy' | readonly ['seals', 'keys'],
  read: Read<T>,
): ConfigReading<Named<T>> {
  const path = [key]
    .flat()
    .reduce<Json | undefined>((value, step) => (isObject(value) ? value[step] : undefined), config.value)
  if (typeof path !== 'string' || path === '') return { ok: true, value: undefined }
  const document = readYamlFile(from(config.file, path))
  if (!document.ok) return document
  const reading = read(document.value.value)
  if (!reading.ok) return { ok: false, faults: locate(document.value, reading.faults) }
  return { ok: true, value: { document: document.value.value, read: reading.value } }
}

function locate(document: YamlFile, faults: readonly PlacedFault[]): readonly ConfigFault[] {
  return faults.map(({ path, ...fault }) => ({ ...fault, file: document.file, ...document.whereIs(path) }))
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
