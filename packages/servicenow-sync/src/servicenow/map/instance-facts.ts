/** A variable of a catalogue item. */
export interface VariableFacts {
  readonly name: string
  readonly question: string
  /** The variable's type, as the vendor numbers types. */
  readonly type: string
  /** The values that can be chosen, where there is a list of them. */
  readonly choices: readonly string[]
  /** The internal name of the multi-row variable set that it is in, where it is in one. */
  readonly rows?: string
  /** Given where it is no longer asked; older tickets may have it. */
  readonly active?: false
}

/** A catalogue item, with the variables of its own and of its variable sets. */
export interface ItemFacts {
  readonly sysId: string
  readonly name: string
  readonly active: boolean
  /** How many tickets there are of it, as far as was counted. */
  readonly tickets: number
  readonly variables: readonly VariableFacts[]
}

/** One value that a choice field of a table can have. */
export interface ChoiceFacts {
  readonly table: string
  readonly element: string
  readonly value: string
  readonly label: string
}

/** What an instance is like, for proposing and checking its map. */
export interface InstanceFacts {
  readonly items: readonly ItemFacts[]
  /** Rows of `sys_choice`; empty where an ACL hides them. */
  readonly choices: readonly ChoiceFacts[]
}

const accessWords =
  /access|permission|entitle|privileg|\brole|account|member|group|authori[sz]|on-?board|off-?board|leaver|joiner|login|licen[cs]e|\bvpn\b|admin/i

/** Guesses by its name and its questions whether an item asks for access. */
export function looksLikeAccess({ name, variables }: ItemFacts): boolean {
  if (/password|unlock/i.test(name)) return false
  return (
    accessWords.test(name) || variables.some((variable) => accessWords.test(`${variable.name} ${variable.question}`))
  )
}
