import type { Choices } from '../../../worlds/prng.ts'
import type { Row } from '../world/row.ts'
import type { Flaw } from './flaw.ts'
import { isAmong } from './is-among.ts'
import type { When } from './when.ts'

const letters = 'abcdefghijklmnopqrstuvwxyz'

/** Some rows have ids that are no 32 hexadecimal digits, some of which differ from others in case alone. */
export const oddSysIds: Flaw<When & { readonly share?: number }> = {
  defaults: { share: 0.3 },
  begin: ({ share = 0.3, table }, world, choices) => {
    const tables = table === undefined ? world.tableNames() : [table]
    const rows = tables.flatMap((name) => world.rows(name)).filter((row) => isAmong(share, row))
    const words = rows.map((_, at) => `${wordOf(choices)}${'._-'[at % 3]}${at}`)
    // Every second one is the one before it in capital letters.
    const ids = new Map(rows.map(({ sys_id: sysId = '' }, at) => [sysId, oddId(words, at)]))
    // Wherever a row is pointed to, in a reference or in plain text, its new id stands.
    world.rewrite((row) => renamed(row, ids))
  },
}

function renamed(row: Row, ids: ReadonlyMap<string, string>): Row | undefined {
  const changed = Object.entries(row).flatMap(([column, value]) => {
    const id = ids.get(value)
    return id === undefined ? [] : [[column, id] as const]
  })
  return changed.length === 0 ? undefined : Object.fromEntries(changed)
}

function wordOf(choices: Choices): string {
  return Array.from({ length: 1 + choices.below(12) }, () => letters[choices.below(letters.length)]).join('')
}

function oddId(words: readonly string[], at: number): string {
  return at % 2 === 0 ? (words[at] ?? '') : `${words[at - 1]}`.toUpperCase()
}
