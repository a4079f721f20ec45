import { existsSync, readFileSync, writeFileSync } from 'node:fs'

// Loaded into each measured process with `--import`: the process itself knows best what it took.
const file = process.env.TICKETBOUND_BENCH_USAGE
const status = '/proc/self/status'

/** Linux counts the parent's memory into a child's `maxRSS`; the high-water mark in /proc is the child's own. */
function peakRss(): number {
  const own = existsSync(status) ? /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(status, 'utf8')) : null
  return 1024 * (own ? Number(own[1]) : process.resourceUsage().maxRSS)
}

process.on('exit', () => {
  const { userCPUTime, systemCPUTime } = process.resourceUsage()
  const usage = { cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, peakRss: peakRss() }
  if (file !== undefined) writeFileSync(file, JSON.stringify(usage))
})
