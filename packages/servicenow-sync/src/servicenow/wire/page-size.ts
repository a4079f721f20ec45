/** How many rows are asked for at once: fewer after an answer that did not come whole, and slowly more again. */
export interface PageSize {
  now(): number
  /** Takes note of an answer that came whole. */
  whole(): void
  /** Halves the size. False where it is 1 already. */
  shrink(): boolean
}

/** Whole answers before the size is doubled; twice as many after each time that a size was too large. */
const firstPatience = 4
const mostPatience = 64

/** Begins with pages of `most` rows, and never asks for more. */
export function createPageSize(most: number): PageSize {
  let size = most
  let patience = firstPatience
  let wholeSince = 0

  function whole(): void {
    wholeSince += 1
    if (size === most || wholeSince < patience) return
    size = Math.min(most, size * 2)
    wholeSince = 0
  }

  function shrink(): boolean {
    if (size === 1) return false
    // A size that was too large will mostly be so again, so that trying it again must not cost much.
    if (wholeSince > 0) patience = Math.min(mostPatience, patience * 2)
    size = Math.ceil(size / 2)
    wholeSince = 0
    return true
  }

  return { now: () => size, whole, shrink }
}
