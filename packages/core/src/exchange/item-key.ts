const escaped = /["\\]/

/**
 * The item of a request line that names none: what it is about, as a canonical JSON list. Ids are well-formed and
 * without control characters, so only two characters of theirs are ever escaped; nearly all ids hold neither.
 */
export function itemKey(principal: string, entitlement: string): string {
  if (escaped.test(principal) || escaped.test(entitlement)) return JSON.stringify([principal, entitlement])
  return `["${principal}","${entitlement}"]`
}
