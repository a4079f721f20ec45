import * as v from 'valibot'
import { quote } from '../fault.ts'
import { faultAt, type PathFault } from '../path-fault.ts'
import type { Risk } from './catalogue.ts'
import { CatalogueDocument, type EntitlementSettings, risks } from './catalogue-shape.ts'
import type { Policy } from './policy.ts'
import { settleEntries } from './settle-entries.ts'

/** Something that is allowed and that somebody may not have meant; the path leads into the file that it is about. */
export interface PolicyNote extends PathFault {
  readonly about: 'catalogue' | 'policy'
}

/**
 * What is worth a second look in rules that have no fault. `document` is the parsed `catalogue.yaml`, the same that
 * `readCatalogue` took; without one, only what that means is said.
 */
export function policyNotes(policy: Policy, document?: unknown): readonly PolicyNote[] {
  if (document === undefined) return [...about('policy', holdNotes(policy)), ...about('catalogue', [noCatalogue])]
  const shaped = v.safeParse(CatalogueDocument, document)
  if (!shaped.success) return []
  const rules = toRules(shaped.output)
  return [
    ...about('catalogue', [...entitlementNotes(rules), ...itemNotes(rules), ...groupNotes(rules, policy)]),
    ...about('policy', [...tierNotes(rules, policy), ...birthrightNotes(rules, policy), ...holdNotes(policy)]),
  ]
}

interface Rules {
  readonly document: CatalogueDocument
  /** Each entry's settings with what it inherits and the defaults, by id. */
  readonly settings: ReadonlyMap<string, EntitlementSettings>
}

function toRules(document: CatalogueDocument): Rules {
  return { document, settings: settleEntries(document.entitlements, document.defaults ?? {}).settings }
}

function about(file: PolicyNote['about'], notes: readonly PathFault[]): readonly PolicyNote[] {
  return notes.map((note) => ({ ...note, about: file }))
}

const noCatalogue = faultAt([], {
  code: 'no-catalogue',
  message: 'there is no catalogue: entitlements come from the files, and rules that need one are off',
  help: 'name one under `catalogue` to have owners, approval rules, ends and conflicts looked at',
})

function entitlementNotes({ document, settings }: Rules): readonly PathFault[] {
  return document.entitlements.flatMap(({ id }, index) => {
    const own = settings.get(id)
    if (own === undefined) return []
    const notes: PathFault[] = []
    if ((own.owners ?? []).length === 0) notes.push(ownerless(id, index))
    if (own.permanent === true && typeof own.maxDuration === 'number') notes.push(permanentWithLimit(id, index))
    if (isUnguarded(own)) notes.push(unguarded(id, own.risk ?? 'medium', index))
    return notes
  })
}

function ownerless(id: string, index: number): PathFault {
  return faultAt(['entitlements', index], {
    code: 'entitlement-without-owner',
    message: `${quote(id)} has no owner, so that no owner can approve it and every night finds it ownerless`,
    help: 'add `owners`, for it, for what it inherits from or in `defaults`',
  })
}

function permanentWithLimit(id: string, index: number): PathFault {
  return faultAt(['entitlements', index], {
    code: 'permanent-with-limit',
    message: `${quote(id)} may be asked for without an end, so its longest duration binds only requests that name one`,
    help: 'remove `permanent`, or take the limit for what it is',
  })
}

function isUnguarded({ risk, approval }: EntitlementSettings): boolean {
  return (risk === 'high' || risk === 'critical') && approval?.count === 0
}

function unguarded(id: string, risk: Risk, index: number): PathFault {
  return faultAt(['entitlements', index], {
    code: 'risk-without-approval',
    message: `${quote(id)} has risk ${risk}, and nobody need approve it`,
    help: 'ask for an approval, or say that the risk is lower',
  })
}

function itemNotes({ document, settings }: Rules): readonly PathFault[] {
  return (document.items ?? []).flatMap(({ item, kind, entitlement }, index) => {
    if (kind === 'none') return []
    if (typeof entitlement !== 'string') return [itemWithoutEntitlement(item, index)]
    const closed = kind !== 'deprovision' && settings.get(entitlement)?.requestable === false
    return closed ? [itemClosed(item, entitlement, index)] : []
  })
}

function itemWithoutEntitlement(item: string, index: number): PathFault {
  return faultAt(['items', index, 'item'], {
    code: 'item-without-entitlement',
    message: `${quote(item)} names no entitlement, so each request must name its own`,
    help: 'add `entitlement`, where the item always stands for the same one',
  })
}

function itemClosed(item: string, entitlement: string, index: number): PathFault {
  return faultAt(['items', index, 'entitlement'], {
    code: 'item-not-requestable',
    message: `${quote(item)} asks for ${quote(entitlement)}, which nobody may ask for`,
    help: 'take the item out, or make the entitlement requestable',
  })
}

/** Groups that some rule asks for an approval, and the groups whose owners the catalogue names. */
function groupNotes({ document, settings }: Rules, { approvals }: Policy): readonly PathFault[] {
  const asked = new Set<string>()
  for (const { approval } of settings.values()) {
    for (const { from, name } of approval?.all ?? (approval ? [approval] : []))
      if (from === 'group' && name) asked.add(name)
  }
  for (const rule of Object.values(approvals)) {
    for (const { from, name } of rule.parts) if (from === 'group' && name !== undefined) asked.add(name)
  }
  const known = (document.groups ?? []).map(({ id }) => id)
  return [
    ...[...asked].filter((id) => !known.includes(id)).map(groupWithoutOwners),
    ...known.flatMap((id, index) => (asked.has(id) ? [] : [groupUnused(id, index)])),
  ]
}

function groupWithoutOwners(id: string): PathFault {
  return faultAt(['groups'], {
    code: 'group-without-owners',
    message: `${quote(id)} may approve, and nobody knows who decides who is in it`,
    help: 'add it to `groups` with its owners, so that nobody can put a friend in and be approved by them',
  })
}

function groupUnused(id: string, index: number): PathFault {
  return faultAt(['groups', index, 'id'], {
    code: 'group-unused',
    message: `no rule asks group ${quote(id)} for anything`,
    help: 'correct the name, or take the group out',
  })
}

function tierNotes({ document, settings }: Rules, { approvals }: Policy): readonly PathFault[] {
  const open = [...settings.values()].filter(({ approval }) => !approval)
  return risks.flatMap((risk) => {
    if (approvals[risk] === undefined) return []
    if (document.defaults?.approval) return [tierOverruled(risk)]
    return open.some((own) => (own.risk ?? 'medium') === risk) ? [] : [tierUnused(risk)]
  })
}

function tierOverruled(risk: Risk): PathFault {
  return faultAt(['approvals', risk], {
    code: 'tier-overruled',
    message: `the rule for risk ${risk} never holds, because the catalogue's \`defaults.approval\` stands before it`,
    help: 'remove `approval` from the `defaults` of the catalogue, or this rule',
  })
}

function tierUnused(risk: Risk): PathFault {
  return faultAt(['approvals', risk], {
    code: 'tier-unused',
    message: `the rule for risk ${risk} holds for no entitlement: each of that risk has a rule of its own, or there is none`,
    help: 'take the rule for what it is, or remove it',
  })
}

function birthrightNotes({ settings }: Rules, { birthrights }: Policy): readonly PathFault[] {
  return birthrights.flatMap(({ entitlements }, rule) =>
    entitlements.flatMap((id, at) => (settings.get(id)?.birthright === true ? [birthrightTwice(id, rule, at)] : [])),
  )
}

function birthrightTwice(id: string, rule: number, at: number): PathFault {
  return faultAt(['birthrights', rule, 'entitlements', at], {
    code: 'birthright-twice',
    message: `the catalogue already makes ${quote(id)} everybody's birthright, so this rule narrows nothing`,
    help: 'remove `birthright` from the catalogue, or the entitlement from this rule',
  })
}

function holdNotes({ hold }: Policy): readonly PathFault[] {
  if (hold !== undefined) return []
  return [
    faultAt(['hold'], {
      code: 'hold-off',
      message: 'holding is switched off: however much one night changes, it is published',
      help: 'remove `hold: false`, unless somebody else watches for that',
    }),
  ]
}
