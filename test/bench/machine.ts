import { cpus, totalmem } from 'node:os'

/** What the figures were measured on. */
export function machine() {
  const all = cpus()
  return {
    cpu: all[0]?.model ?? 'unknown',
    cores: all.length,
    memory: totalmem(),
    node: process.version,
    platform: process.platform,
  }
}
