/** A value that JSON can write. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined }

/**
 * Writes a value as canonical JSON: no white space, keys in UTF-16 order, numbers and strings as ECMAScript writes
 * them. A key whose value is `undefined` is left out. Throws a `RangeError` for what JSON cannot hold
 * (NaN, an infinity, a lone surrogate), because a digest over it would not be reproducible.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8785
 */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(canonicalJson).join(',')}]`
  if (typeof value === 'object' && value !== null)
    return canonicalObject(value as { readonly [key: string]: Json | undefined })
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new RangeError('canonical JSON has no NaN or infinity')
  if (typeof value === 'string' && !value.isWellFormed()) throw new RangeError('canonical JSON has no lone surrogate')
  return JSON.stringify(value)
}

function canonicalObject(object: { readonly [key: string]: Json | undefined }): string {
  const members: string[] = []
  for (const key of Object.keys(object).sort()) {
    const member = object[key]
    if (member !== undefined) members.push(`${canonicalJson(key)}:${canonicalJson(member)}`)
  }
  return `{${members.join(',')}}`
}
