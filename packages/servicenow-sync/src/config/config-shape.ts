import * as v from 'valibot'
import { NightPropertyShape } from '../jira/write-back/night-property-shape.ts'
import { WriteBackShape } from '../servicenow/write-back/write-back-shape.ts'
import type { Reads } from '../sources/source.ts'
import { JiraShape } from './jira-shape.ts'
import { closed, Share, Text } from './leaf-shapes.ts'
import { ServiceNowShape } from './servicenow-shape.ts'

/** Names of sources become names of files, so they keep to what every file system takes. */
const SourceName = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/))

/** What a source can give. */
export const readable = [
  'requests',
  'access',
  'people',
  'exceptions',
  'recertifications',
] as const satisfies readonly Reads[]

const common = {
  name: SourceName,
  reads: v.picklist(readable),
  system: v.exactOptional(Text),
}

const files = {
  ...common,
  type: v.literal('files'),
  path: Text,
  allowEmpty: v.exactOptional(v.boolean()),
  maxRejected: v.exactOptional(Share),
  maxDrop: v.exactOptional(Share),
}

/** A source that is read from exported files, as it is written. */
export type FilesEntry = v.InferOutput<v.ObjectSchema<typeof files, undefined>>

/** What a ServiceNow instance can be read for. */
const servicenow = {
  ...common,
  reads: v.picklist(['requests', 'access', 'people']),
  type: v.literal('servicenow'),
  maxRejected: v.exactOptional(Share),
}

/** A source that is read from the ServiceNow instance, as it is written. */
export type ServiceNowSourceEntry = v.InferOutput<v.ObjectSchema<typeof servicenow, undefined>>

/** What a Jira site can be read for. */
const jira = {
  ...common,
  reads: v.picklist(['requests']),
  type: v.literal('jira'),
  maxRejected: v.exactOptional(Share),
}

/** A source that is read from the Jira site, as it is written. */
export type JiraSourceEntry = v.InferOutput<v.ObjectSchema<typeof jira, undefined>>

/** One entry of `sources`, as it is written; each type of source brings its own options. */
export type SourceEntry = FilesEntry | ServiceNowSourceEntry | JiraSourceEntry

const seals = { tenant: Text, keys: Text }

const config = {
  store: Text,
  catalogue: v.exactOptional(Text),
  policy: v.exactOptional(Text),
  report: v.exactOptional(Text),
  service: v.exactOptional(Text),
  seals: v.exactOptional(closed(seals)),
  servicenow: v.exactOptional(ServiceNowShape),
  jira: v.exactOptional(JiraShape),
  sources: v.pipe(
    v.array(v.variant('type', [closed(files), closed(servicenow), closed(jira)])),
    v.minLength(1),
    v.maxLength(1000),
  ),
  writeBack: v.exactOptional(v.variant('type', [WriteBackShape, NightPropertyShape])),
}

/** What stands in ticketbound.yaml. */
export const ConfigShape = closed(config)

/** The keys of the file itself. */
export const configKeys: readonly string[] = Object.keys(config)

/** The keys of an entry of `sources`, of whatever type. */
export const sourceKeys: readonly string[] = [
  ...new Set([...Object.keys(files), ...Object.keys(servicenow), ...Object.keys(jira)]),
]
