import {
  type Catalogue,
  defaultPolicy,
  faultAt,
  type PathFault,
  type Policy,
  type PolicyNote,
  policyNotes,
  quote,
  readCatalogue,
  readPolicy,
  ruleFaults,
} from '@ticketbound/core'
import type { PlacedFault, PlacedReading } from '@ticketbound/documents'
import { locate, type YamlFile } from '@ticketbound/documents'
import type { SourceEntry } from './config-shape.ts'
import { readNamed } from './read-named.ts'

/** Where the rules stand, and what the configuration reads, where there is one. */
export interface RulePlaces {
  readonly catalogue?: string
  readonly policy?: string
  readonly sources?: readonly SourceEntry[]
}

/** The rules as they were read, with the files that they stand in. */
export interface RuleFiles {
  readonly policy: Policy
  readonly policyFile?: YamlFile
  /** Absent where no catalogue is named. */
  readonly catalogue?: Catalogue
  readonly catalogueFile?: YamlFile
}

/**
 * Reads the policy, then the catalogue, whose approval rules the policy's tiers fill in, then holds the two against
 * each other and against the sources. Gives every fault of both files with line and column.
 */
export function readRules({
  catalogue: cataloguePath,
  policy: policyPath,
  sources,
}: RulePlaces): PlacedReading<RuleFiles> {
  const policy = readNamed(policyPath, readPolicy)
  const tiers = policy.ok ? policy.value?.read.approvals : undefined
  const catalogue = readNamed(cataloguePath, (document) => readCatalogue(document, tiers))
  if (!policy.ok || !catalogue.ok) {
    return { ok: false, faults: [catalogue, policy].flatMap((reading) => (reading.ok ? [] : reading.faults)) }
  }
  const rules = policy.value?.read ?? defaultPolicy
  const fitting = ruleFaults(rules, {
    ...(catalogue.value && { catalogue: catalogue.value.read }),
    ...(sources && { requestSources: sources.filter(({ reads }) => reads === 'requests').map(({ name }) => name) }),
  })
  const faults = [...fitting, ...gateFaults(rules, sources ?? [])]
  // Only a policy file can say something that does not fit: the default policy names nothing.
  if (faults.length > 0 && policy.value) return { ok: false, faults: locate(policy.value.file, faults) }
  return {
    ok: true,
    value: {
      policy: rules,
      ...(policy.value && { policyFile: policy.value.file }),
      ...(catalogue.value && { catalogue: catalogue.value.read, catalogueFile: catalogue.value.file }),
    },
  }
}

/** What stands on an issue of its passing the gate anybody could have written who may edit it, so that no night believes it. */
function gateFaults({ gates }: Policy, sources: readonly SourceEntry[]): readonly PathFault[] {
  const sites = new Set(sources.filter(({ type }) => type === 'jira').map(({ name }) => name))
  return gates.flatMap(({ source }, index) => (sites.has(source) ? [gateOfSite(source, index)] : []))
}

function gateOfSite(source: string, index: number): PathFault {
  return faultAt(['gates', index, 'source'], {
    code: 'gate-of-site',
    message: `what passed the gate of ${quote(source)} only the app in Jira knows`,
    help: 'leave it out: the app itself looks for issues that went past its gate',
  })
}

/** What is worth a second look in rules that have no fault, each with file, line and column. */
export function notesOn({ policy, policyFile, catalogueFile }: RuleFiles): readonly PlacedFault[] {
  const notes = policyNotes(policy, catalogueFile?.value)
  return notes.map((note) => placedNote(note, note.about === 'policy' ? policyFile : catalogueFile))
}

function placedNote({ about, path, ...note }: PolicyNote, file: YamlFile | undefined): PlacedFault {
  return { ...note, file: file?.file ?? about, ...file?.whereIs(path) }
}
