import { amount, amountOf } from '../report/amount.ts'
import type { ItemGuesses } from '../servicenow/map/guesses-of.ts'
import type { Gap } from '../servicenow/survey/gap.ts'
import { plain, type Style } from './output.ts'

/** What there is to say of a proposed map. */
export interface Proposal {
  readonly instance: string
  /** `servicenow-map.yaml`, as it is proposed. */
  readonly text: string
  /** How many items the catalogue has. */
  readonly items: number
  readonly guesses: readonly ItemGuesses[]
  readonly gaps: readonly Gap[]
}

/** More rules than a person reads one by one before looking at the map itself. */
const mostTold = 20

/** Tells a person what of a proposed map is a guess, what is missing, and what could not be seen. */
export function* mapProposalLines({ items, guesses, gaps }: Proposal, { wrap }: Style): Iterable<string> {
  const look = guesses.length === 1 ? 'looks' : 'look'
  yield* wrap(`Looked at ${amountOf(items, 'catalogue item')}: ${amount(guesses.length)} ${look} like access.`)
  for (const guess of guesses.slice(0, mostTold)) yield* wrap(`  ${plain(sayGuesses(guess))}`)
  if (guesses.length > mostTold) yield* wrap(`  and ${guesses.length - mostTold} more`)
  yield* gapLines(gaps, { wrap })
  yield* wrap('Every line of it is a guess by names and types. Look at each, above all at what access stands for.')
}

function sayGuesses({ item, tickets, guessed, missing }: ItemGuesses): string {
  const found = guessed.length === 0 ? 'nothing guessed' : `guessed ${guessed.join(', ')}`
  return `${item} (${amountOf(tickets, 'ticket')}): ${found}${missing.length === 0 ? '' : `; missing ${missing.join(', ')}`}`
}

/** Tells what could not be seen of an instance, each once. */
export function* gapLines(gaps: readonly Gap[], { wrap }: Pick<Style, 'wrap'>): Iterable<string> {
  for (const said of new Set(gaps.map(({ table, because }) => `${table}: ${because}`))) {
    yield* wrap(`  Not seen: ${plain(said)}`)
  }
}
