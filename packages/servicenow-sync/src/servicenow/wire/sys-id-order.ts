const plain = /^[0-9a-f]{1,32}$/

/**
 * Says whether two keys certainly stand in the wrong order. How a database orders keys of mixed case or with other
 * characters is its own affair; digits and small letters stand in one order in every collation.
 */
export function isOutOfOrder(first: string, second: string): boolean {
  return plain.test(first) && plain.test(second) && first >= second
}
