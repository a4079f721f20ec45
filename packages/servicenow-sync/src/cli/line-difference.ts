import { diff } from 'node:util'

/** Comparing more lines than this takes longer than anybody reads. */
const mostLines = 2000

/** Lines around a change that show where it is. */
const around = 2

/**
 * Shows where two texts differ, line by line: `-` before what only the first has, `+` before what only the second has, and
 * some lines around. Nothing where they are the same.
 */
export function lineDifference(before: string, after: string): readonly string[] {
  if (before === after) return []
  const [old, young] = [linesOf(before), linesOf(after)]
  if (Math.max(old.length, young.length) > mostLines) {
    return [`@@ ${old.length} lines there, ${young.length} proposed: too many to compare`]
  }
  const steps = diff([...old], [...young]).map(([sign, text]) => ({ sign, text }))
  const shown = new Set<number>()
  steps.forEach(({ sign }, at) => {
    if (sign !== 0) for (let near = at - around; near <= at + around; near += 1) shown.add(near)
  })
  const lines: string[] = []
  steps.forEach(({ sign, text }, at) => {
    if (!shown.has(at)) return
    if (at > 0 && !shown.has(at - 1)) lines.push('@@')
    lines.push(`${signs[sign]}${text}`)
  })
  return lines
}

/** As the runtime numbers steps: what is only in the first comes with 1. */
const signs = { '-1': '+', '0': ' ', '1': '-' } as const

function linesOf(text: string): readonly string[] {
  return text.replace(/\n$/, '').split('\n')
}
