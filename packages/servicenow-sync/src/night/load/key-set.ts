/** A set of long keys in a few bytes each. It can, once in billions of times, take a key for one it has not seen. */
export interface KeySet {
  /** Adds a key; gives false when it was there already. */
  add(key: string): boolean
  has(key: string): boolean
}

/** Builds a set that keeps 64 bits of each key, in open addressing. */
export function createKeySet(): KeySet {
  let slots = new Uint32Array(2 * 4096)
  let size = 0

  function add(key: string): boolean {
    const [low, high] = fingerprint(key)
    const found = find(slots, low, high)
    if (slots[found] !== 0 || slots[found + 1] !== 0) return false
    slots[found] = low
    slots[found + 1] = high
    size += 1
    if (size * 3 > slots.length) slots = grown(slots)
    return true
  }

  function has(key: string): boolean {
    const [low, high] = fingerprint(key)
    const found = find(slots, low, high)
    return slots[found] !== 0 || slots[found + 1] !== 0
  }

  return { add, has }
}

/** The place of a fingerprint, or of the empty slot where it belongs. */
function find(slots: Uint32Array, low: number, high: number): number {
  const mask = slots.length / 2 - 1
  let at = low & mask
  for (;;) {
    const [a, b] = [slots[2 * at], slots[2 * at + 1]]
    if ((a === low && b === high) || (a === 0 && b === 0)) return 2 * at
    at = (at + 1) & mask
  }
}

function grown(slots: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(slots.length * 2)
  for (let at = 0; at < slots.length; at += 2) {
    const [low = 0, high = 0] = [slots[at], slots[at + 1]]
    if (low === 0 && high === 0) continue
    const found = find(larger, low, high)
    larger[found] = low
    larger[found + 1] = high
  }
  return larger
}

/** Two 32-bit multiplicative hashes of a key, never both zero. */
function fingerprint(key: string): readonly [low: number, high: number] {
  let low = 0xdeadbeef
  let high = 0x41c6ce57
  for (let at = 0; at < key.length; at += 1) {
    const unit = key.charCodeAt(at)
    low = Math.imul(low ^ unit, 0x9e3779b1)
    high = Math.imul(high ^ unit, 0x5f356495)
  }
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35)
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35)
  // Unsigned last: `|` gives a signed number, which the slots would give back as another one.
  return [low >>> 0, (high | 1) >>> 0]
}
