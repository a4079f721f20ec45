/**
 * Gives the word that a mistyped one most likely stands for, or else the only one that begins with it or has it in it;
 * nothing where none is close.
 */
export function closest(typed: string, words: Iterable<string>): string | undefined {
  const all = [...words]
  const wanted = typed.slice(0, longestWord).toLowerCase()
  return nearest(wanted, all) ?? completed(wanted, all)
}

function nearest(wanted: string, words: readonly string[]): string | undefined {
  let best: string | undefined
  let bestDistance = Math.max(1, Math.floor(wanted.length / 3)) + 1
  for (const word of words) {
    const distance = editDistance(wanted, word.toLowerCase())
    if (distance < bestDistance) [best, bestDistance] = [word, distance]
  }
  return best
}

/** Fewer letters are in too many words to stand for one. */
const fewestLetters = 3

function completed(wanted: string, words: readonly string[]): string | undefined {
  if (wanted.length < fewestLetters) return undefined
  return (
    onlyOne(words.filter((word) => word.toLowerCase().startsWith(wanted))) ??
    onlyOne(words.filter((word) => word.toLowerCase().includes(wanted)))
  )
}

function onlyOne(words: readonly string[]): string | undefined {
  return words.length === 1 ? words[0] : undefined
}

/** Longer words are no slip of the finger, and comparing them would cost time. */
const longestWord = 64

/** Counts the letters to insert, leave out, replace or swap with a neighbour to make `b` of `a`. */
function editDistance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, column) => column)
  let twoAbove: readonly number[] = []
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    for (let column = 1; column <= b.length; column++) {
      const replaced = (above[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1)
      const isSwapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      const swapped = isSwapped ? (twoAbove[column - 2] ?? 0) + 1 : replaced
      current.push(Math.min(replaced, swapped, (above[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1))
    }
    twoAbove = above
    above = current
  }
  return above[b.length] ?? 0
}
