import type { FieldMap, FieldSource, RequestPart, StatusMap } from '@ticketbound/jira'
import { requestPartWords } from './request-part-words.ts'

/** How one part stands in the form. */
export interface PartDraft {
  /** The id of a field; `fixed` for a value that every issue has; empty where issues do not say the part. */
  readonly where: string
  readonly fixed: string
  /** One a line: a value of the field, an equals sign, what it stands for. */
  readonly values: string
}

/** A map as it stands in the form. */
export interface MapDraft {
  readonly parts: Readonly<Record<RequestPart, PartDraft>>
  readonly statuses: Readonly<Record<keyof StatusMap, readonly string[]>>
  /** What the form does not show, and keeps as it was. */
  readonly resolutions: FieldMap['resolutions']
}

/** The parts in the order of the form. */
export const draftParts = Object.keys(requestPartWords) as readonly RequestPart[]

const nowhere: PartDraft = { where: '', fixed: '', values: '' }

/** Puts a map into the form; what it leaves out is left empty. */
export function toDraft(map: Partial<FieldMap>): MapDraft {
  const { closedComplete = [], closedIncomplete = [], cancelled = [], pastGate = [] } = map.statuses ?? {}
  return {
    parts: Object.fromEntries(draftParts.map((part) => [part, toPartDraft(map[part])])) as MapDraft['parts'],
    statuses: { closedComplete, closedIncomplete, cancelled, pastGate },
    resolutions: map.resolutions,
  }
}

function toPartDraft(source: FieldSource | undefined): PartDraft {
  if (source === undefined) return nowhere
  if ('fixed' in source) return { ...nowhere, where: 'fixed', fixed: source.fixed }
  const lines = Object.entries(source.values ?? {}).map(([value, meaning]) => `${value} = ${meaning}`)
  return { where: source.field, fixed: '', values: lines.join('\n') }
}

/** What a form comes to: a map for the app to check, or lines that nobody can read. */
export type DraftReading =
  | { readonly ok: true; readonly map: unknown }
  | { readonly ok: false; readonly faults: readonly string[] }

/** Reads the form. Whether the map holds is for the app to say; here only what is no map at all is a fault. */
export function readDraft({ parts, statuses, resolutions }: MapDraft): DraftReading {
  const faults: string[] = []
  const map: Record<string, unknown> = {}
  for (const part of draftParts) {
    const source = readPartDraft(parts[part], (line) => {
      faults.push(`${requestPartWords[part].title}: \`${line}\` is not a value, an equals sign and a meaning.`)
    })
    if (source !== undefined) map[part] = source
    else if (requestPartWords[part].isNeeded) faults.push(`${requestPartWords[part].title}: choose a field.`)
  }
  if (faults.length > 0) return { ok: false, faults }
  const named = Object.entries(statuses).filter(([, ids]) => ids.length > 0)
  if (named.length > 0) map.statuses = Object.fromEntries(named)
  return { ok: true, map: { ...map, ...(resolutions && { resolutions }) } }
}

function readPartDraft(
  { where, fixed, values }: PartDraft,
  unreadable: (line: string) => void,
): FieldSource | undefined {
  if (where === '') return undefined
  if (where === 'fixed') return { fixed: fixed.trim() }
  const read: [string, string][] = []
  for (const line of values.split('\n').filter((it) => it.trim() !== '')) {
    const at = line.lastIndexOf('=')
    const [value, meaning] = [line.slice(0, at).trim(), line.slice(at + 1).trim()]
    if (at < 1 || value === '' || meaning === '') unreadable(line.trim().slice(0, 60))
    else read.push([value, meaning])
  }
  return read.length === 0 ? { field: where } : { field: where, values: Object.fromEntries(read) }
}
