/** Where the columns lead that are walked through. */
const leadsTo: Readonly<Record<string, string>> = {
  request_item: 'sc_req_item',
  sc_item_option: 'sc_item_option',
  item_option_new: 'item_option_new',
  variable_set: 'item_option_new_set',
  sysapproval: 'task',
}

/** A column with the table it is a column of. */
export interface Home {
  readonly table: string
  readonly field: string
}

/**
 * Says which columns must be readable for a field to be read: of a dot-walked name the one at its end and every
 * reference on the way, as far as it is known where they lead.
 */
export function homesOf(table: string, field: string): readonly Home[] {
  const [first = '', ...rest] = field.split('.')
  const next = leadsTo[first]
  const home = { table, field: first }
  return rest.length === 0 || next === undefined ? [home] : [home, ...homesOf(next, rest.join('.'))]
}
