import { field } from '../wire/encoded-query.ts'
import type { Written } from '../wire/servicenow-client.ts'
import { expected, type Look, look } from './look.ts'
import type { Asking } from './probe-table.ts'
import type { WriteTarget } from './write-target.ts'

/** What can be known of the right to write without writing. */
export interface WriteProbes {
  readonly target: WriteTarget
  /** One record of the table, with every column that is written. */
  readonly first: Look
  /** The columns as the dictionary has them. */
  readonly dictionary: Look
  /** A change to a record that cannot be there. */
  readonly nowhere: Written | { readonly status: undefined; readonly message: string }
}

/** No record has this key: the instance makes them at random. */
const nowhere = '0'.repeat(32)

/** Asks what can be asked without writing. */
export async function probeWrite(asking: Asking, target: WriteTarget): Promise<WriteProbes> {
  const { client, signal } = asking
  const { table, columns } = target
  const first = await look(client, { table, query: '', fields: ['sys_id', ...columns], limit: 1 }, signal)
  const known = { table: 'sys_dictionary', query: field('name').is(table), fields: ['sys_id', 'element'], limit: 500 }
  const dictionary = await look(client, known, signal)
  return { target, first, dictionary, nowhere: await changeNowhere(asking, table) }
}

async function changeNowhere({ client, signal }: Asking, table: string): Promise<WriteProbes['nowhere']> {
  try {
    return await client.update(table, nowhere, {}, signal)
  } catch (error) {
    return { status: undefined, message: expected(error, signal).message }
  }
}
