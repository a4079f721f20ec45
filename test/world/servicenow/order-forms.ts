import type { RequestKind } from '@ticketbound/core'
import { sysIdOf, type Write } from './write.ts'

/** The catalogue items that the small world's tickets are ordered by, each with its questions and their types. */
const forms = {
  'System access': {
    action: 'select box',
    access_for: 'reference',
    entitlement: 'select box',
    level: 'select box',
    owner: 'reference',
    end_date: 'date',
    reason: 'multi line text',
  },
  'Password reset': { reason: 'multi line text' },
} as const

/** As the vendor numbers the types of questions. */
const types = { 'multi line text': '2', 'select box': '5', reference: '8', date: '9' } as const

const installed = { at: '2023-01-09T09:00:00Z', by: 'admin' }

/** What a ticket of a kind is ordered by. */
export function formOf(kind: RequestKind): keyof typeof forms {
  return kind === 'none' ? 'Password reset' : 'System access'
}

/** What a question is called among the instance's rows. */
export function questionOf(form: string, question: string): string {
  return `${form}/${question}`
}

/** The catalogue items and their questions. */
export const formWrites: readonly Write[] = Object.entries(forms).flatMap(([form, questions]) => [
  { ...installed, table: 'sc_cat_item', row: form, values: { name: form, active: 'true' } },
  ...Object.entries(questions).map(([name, type]) => ({
    ...installed,
    table: 'item_option_new',
    row: questionOf(form, name),
    values: { name, question_text: asText(name), type: types[type], cat_item: sysIdOf('sc_cat_item', form) },
  })),
])

function asText(name: string): string {
  const words = name.replaceAll('_', ' ')
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}
