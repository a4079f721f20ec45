/** A 32-bit hash of three whole numbers (the finalizer of MurmurHash3). */
export function mixed(seed: number, a: number, b: number): number {
  let hash = Math.imul(seed ^ 0x9e3779b1, 0x85ebca6b) ^ Math.imul(a + 1, 0xcc9e2d51) ^ Math.imul(b + 1, 0x1b873593)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
