import type { SysIdRange } from './sweep-request.ts'

/**
 * Splits a table into parts by `sys_id` that together are all of it, whatever its keys look like: most are 32 hexadecimal
 * digits, and those come in parts of one size; any other key is in exactly one part, too.
 */
export function splitRanges(parts: number): readonly SysIdRange[] {
  const bounds = Array.from({ length: parts - 1 }, (_, at) => toBound(Math.round(((at + 1) * 256) / parts)))
  return Array.from({ length: parts }, (_, at) => {
    const [from, below] = [bounds[at - 1], bounds[at]]
    return { ...(from !== undefined && { from }), ...(below !== undefined && { below }) }
  })
}

function toBound(value: number): string {
  return value.toString(16).padStart(2, '0')
}
