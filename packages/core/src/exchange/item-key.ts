/**
 * The item of a request line that names none: what it is about, as a canonical JSON list. Ids are well-formed, and for
 * a list of such texts ECMAScript's own JSON is already canonical.
 */
export function itemKey(principal: string, entitlement: string): string {
  return JSON.stringify([principal, entitlement])
}
