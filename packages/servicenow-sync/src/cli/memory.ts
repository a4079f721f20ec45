import { setFlagsFromString } from 'node:v8'

/**
 * Keeps the night's memory small. V8 lets its heap grow up to fourfold before it collects, so on a machine with much
 * memory a night would hold several times what it needs; collecting at half as much again costs a few hundredths of
 * the time. A limit on the heap would do the same, and would end the night of a house that is larger than the limit.
 */
export function keepMemorySmall(): void {
  setFlagsFromString('--heap-growing-percent=50')
}
