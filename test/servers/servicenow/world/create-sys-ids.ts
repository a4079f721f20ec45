import { createHash } from 'node:crypto'

/** Starts a source of `sys_id`s: 32 hexadecimal digits in no order, and the same ones for the same seed. */
export function createSysIds(seed: string): () => string {
  let made = 0
  return () => {
    made += 1
    return createHash('md5').update(`${seed}:${made}`).digest('hex')
  }
}
