import type { Behaviours, FlawName } from '../servers/servicenow/flaws/catalogue.ts'
import { drawBehaviours, passingFlaws } from '../servers/servicenow/flaws/draw-behaviours.ts'
import type { Choices } from '../worlds/prng.ts'

/** Flaws of how rows are read that a night can end well with. */
const bearable = [
  'rows-change-while-paged',
  'rows-vanish-while-paged',
  'rows-hidden-by-acl',
  'count-after-acls',
  'no-total-count',
  'clock-skewed',
] as const satisfies readonly FlawName[]

/** Flaws that mostly end a night; drawn more rarely, so that they do not end all of them. */
const grave = [
  'fields-hidden-by-acl',
  'query-parts-ignored',
  'range-queries-refused',
  'rate-limit-rule',
  'hibernating',
] as const satisfies readonly FlawName[]

/** What of these is about comparing. */
export const ofComparing = ['query-parts-ignored', 'range-queries-refused'] as const satisfies readonly FlawName[]

/** Flaws of writing, which a reading must not notice. */
const ofWrites = ['post-500-commits', 'batch-cut-short'] as const satisfies readonly FlawName[]

/**
 * Draws flaws that an instance has for a while; with `all`, also those of what an account may compare. A reading looks at
 * that once a night, so that they begin with a night and stay for all of it.
 */
export function drawFlaws(choices: Choices, all: boolean): Behaviours {
  const seed = 1 + choices.below(1_000_000)
  const many = choices.pick([0, 0.08, 0.15, 0.3])
  const passing = drawBehaviours(seed, { from: [...choices.some(passingFlaws, many)], share: 1 })
  const lasting = [...choices.some(bearable, 0.2), ...choices.some(grave, 0.03), ...choices.some(ofWrites, 0.05)]
  const wanted = lasting.filter((name) => all || !ofComparing.some((other) => other === name))
  const drawn = wanted.map((name) => [name, optionsFor(name, choices)] as const)
  return { ...passing, ...Object.fromEntries(drawn) }
}

/** Draws what the rows of an instance are like from the beginning. */
export function drawShape(choices: Choices): Behaviours {
  return {
    ...(choices.chance(0.25) && { 'odd-sys-ids': { share: choices.pick([0.05, 0.3, 0.9]) } }),
    ...(choices.chance(0.3) && { 'many-ties': { rowsPerStamp: 2 + choices.below(40) } }),
  }
}

function optionsFor(name: (typeof bearable | typeof grave | typeof ofWrites)[number], choices: Choices): object {
  const seed = 1 + choices.below(1_000_000)
  switch (name) {
    case 'rows-hidden-by-acl':
      return { share: choices.pick([0.02, 0.1, 0.5, 1]) }
    case 'rows-change-while-paged':
    case 'rows-vanish-while-paged':
      return { seed, rows: 1 + choices.below(3), first: 1 + choices.below(30) }
    // Where the Aggregate API counts only what can be seen, too, nothing shows what is hidden on a last page.
    case 'count-after-acls':
      return { api: 'table' }
    case 'fields-hidden-by-acl':
      return { fields: [choices.pick(['note', 'note', 'number', 'sys_updated_on', 'sys_created_on'])] }
    case 'query-parts-ignored':
      return { fields: choices.pick([['note'], ['sort'], ['sys_id'], ['sys_updated_on'], ['sys_created_on']]) }
    case 'range-queries-refused':
      return { as: choices.pick(['refused', 'ignored', 'no-rows']) }
    case 'rate-limit-rule':
      return { limit: 5 + choices.below(200) }
    case 'hibernating':
      return { first: 1 + choices.below(20), seed, probability: choices.pick([0.05, 0.5]) }
    case 'clock-skewed':
      return { seconds: choices.pick([-7200, -600, -5, 5, 600, 7200]) }
    default:
      return {}
  }
}
