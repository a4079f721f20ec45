import { guessRule } from './guess-rule.ts'
import type { ItemFacts } from './instance-facts.ts'
import { accessItems } from './propose-map.ts'

/** What of an item's rule was found among its variables, and what was not. */
export interface ItemGuesses {
  readonly item: string
  readonly sysId: string
  readonly tickets: number
  readonly guessed: readonly string[]
  readonly missing: readonly string[]
}

/** The parts that a variable can give, in the order of a rule, and how `guessRule` calls each. */
const parts = [
  ['kind', 'kindVariable'],
  ['principal', 'principal'],
  ['entitlement', 'entitlement'],
  ['level', 'level'],
  ['owner', 'owner'],
  ['expiresAt', 'expiresAt'],
  ['justification', 'justification'],
  ['rows', 'rows'],
] as const

/** Parts that a rule can well be without. */
const dispensable: ReadonlySet<string> = new Set(['level', 'rows'])

/** Tells of each rule that a proposed map has which parts are guesses and which are missing. */
export function guessesOf(items: readonly ItemFacts[]): readonly ItemGuesses[] {
  return accessItems(items).map((item) => {
    const guess = guessRule(item)
    const names = (isFound: boolean): readonly string[] =>
      parts.filter(([, key]) => (guess[key] !== undefined) === isFound).map(([part]) => part)
    return {
      item: item.name,
      sysId: item.sysId,
      tickets: item.tickets,
      guessed: names(true),
      missing: names(false).filter((part) => !dispensable.has(part)),
    }
  })
}
