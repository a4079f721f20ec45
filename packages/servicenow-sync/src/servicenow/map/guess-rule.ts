import { IdText, type RequestKind } from '@ticketbound/core'
import * as v from 'valibot'
import type { ItemFacts, VariableFacts } from './instance-facts.ts'

/** What the rule of an item might be, by the names and types of its variables. */
export interface GuessedRule {
  /** One kind for all, where no variable tells kinds apart. */
  readonly kind: RequestKind
  readonly kindVariable?: { readonly variable: VariableFacts; readonly values: ReadonlyMap<string, RequestKind> }
  readonly principal?: VariableFacts
  readonly entitlement?: VariableFacts
  readonly level?: VariableFacts
  readonly owner?: VariableFacts
  readonly expiresAt?: VariableFacts
  readonly justification?: VariableFacts
  readonly rows?: string
}

const text = ['2', '6', '16']
const choice = ['1', '3', '5', '18', '22']
const reference = ['8', '31']
const date = ['9', '10']

/** How a part is known: by which types, and by which words in name or question; the first that fits is taken. */
const signs = {
  principal: [
    { types: ['31'], words: /(?:)/ },
    { types: ['8'], words: /user|requested.?for|employee|person|colleague|whom|who\b|member/i },
    { types: text, words: /account|service|bot\b|agent|user.?(name|id)/i },
  ],
  expiresAt: [{ types: date, words: /end|expir|until|valid.?to|through|termination|last.?day|\bto\b/i }],
  level: [{ types: [...choice, ...text], words: /level|degree|read.?(only|write)|privilege/i }],
  owner: [{ types: reference, words: /owner|responsible|sponsor/i }],
  justification: [{ types: text, words: /justif|reason|why|purpose|business.?(need|case)/i }],
  entitlement: [
    { types: [...choice, '8', '21'], words: /role|entitle|permission|group|profile/i },
    { types: [...choice, '8', '21'], words: /access|application|app\b|system|database|environment|folder|licen[cs]e/i },
  ],
} as const

/** Guesses the rule of an item. Each variable is taken for one part only; what nothing speaks for stays open. */
export function guessRule({ name, variables: all }: ItemFacts): GuessedRule {
  // What cannot be named in a map cannot be what a rule reads.
  const variables = all.filter(({ active, name: variable }) => active !== false && v.is(IdText, variable))
  const free = new Set(variables)
  const kindVariable = guessKinds(variables)
  if (kindVariable !== undefined) free.delete(kindVariable.variable)

  function take(part: keyof typeof signs): VariableFacts | undefined {
    for (const { types, words } of signs[part]) {
      for (const variable of free) {
        const fits = (types as readonly string[]).includes(variable.type)
        if (!fits || !words.test(`${variable.name} ${variable.question}`)) continue
        free.delete(variable)
        return variable
      }
    }
    return undefined
  }

  const [principal, expiresAt, level] = [take('principal'), take('expiresAt'), take('level')]
  const [owner, justification, entitlement] = [take('owner'), take('justification'), take('entitlement')]
  const rows = [principal, entitlement].find((variable) => variable?.rows !== undefined)?.rows
  return {
    kind: kindByWords(name) ?? 'provision',
    ...(kindVariable && { kindVariable }),
    ...(principal && { principal }),
    ...(entitlement && { entitlement }),
    ...(level && { level }),
    ...(owner && { owner }),
    ...(expiresAt && { expiresAt }),
    ...(justification && { justification }),
    ...(rows !== undefined && { rows }),
  }
}

/** A choice of which at least two texts give different kinds is what tells kinds apart. */
function guessKinds(variables: readonly VariableFacts[]): GuessedRule['kindVariable'] {
  for (const variable of variables) {
    const values = new Map<string, RequestKind>()
    for (const value of variable.choices) {
      const kind = kindByWords(value)
      if (kind !== undefined) values.set(value, kind)
    }
    if (new Set(values.values()).size > 1) return { variable, values }
  }
  return undefined
}

function kindByWords(words: string): RequestKind | undefined {
  if (/remov|revok|delet|disabl|deactiv|terminat|off-?board|deprovision|leaver|withdraw/i.test(words))
    return 'deprovision'
  if (/chang|modif|updat|extend|renew|transfer/i.test(words)) return 'change'
  return /add|grant|new|creat|provi|request|enabl|on-?board|assign|join/i.test(words) ? 'provision' : undefined
}
