/** Real ids are not always 32 hexadecimal digits, and their case matters. One goes into queries and addresses as it is. */
const form = /^(?!\.+$)[0-9A-Za-z_.-]{1,32}$/

/** Says whether a text can be the key of a record: it would otherwise change the query or the address around it. */
export function isSysId(text: string): boolean {
  return form.test(text)
}
