import { format } from 'node:util'
import type { ForgeLimits } from '../limits.ts'

/** One line that the app wrote to its log. */
export interface LogLine {
  readonly invocation: string
  readonly function: string
  readonly level: string
  readonly text: string
}

/** Takes the lines of one invocation: as many as it may write, and no longer than it may. */
export function createLog(
  lines: LogLine[],
  { id, function: name, seconds }: { readonly id: string; readonly function: string; readonly seconds: number },
  limits: ForgeLimits,
): (level: string, words: readonly unknown[]) => void {
  const most = Math.ceil(seconds / 60) * limits['log-lines-per-minute']
  let [count, bytes] = [0, 0]
  return (level, words) => {
    const text = format(...words)
    count += 1
    bytes += Buffer.byteLength(text)
    if (count <= most && bytes <= limits['log-bytes']) lines.push({ invocation: id, function: name, level, text })
  }
}
