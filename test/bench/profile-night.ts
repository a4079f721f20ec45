import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { measureNight } from './measure-night.ts'
import { prepareData } from './prepare-data.ts'
import { printSelfTime } from './top-self-time.ts'

/** Runs one first night under Node's CPU profiler; gives where the profile is and the functions that took most time. */
export async function profileNight(home: string, grants: number, seed: number): Promise<string> {
  const prepared = prepareData(home, { grants, seed, night: 1 })
  for (const end of ['', '-wal', '-shm']) rmSync(join(home, `ticketbound.db${end}`), { force: true })
  // Not in `home`, which may be removed: the profile is what somebody wants to open afterwards.
  const folder = mkdtempSync(join(tmpdir(), 'ticketbound-profile-'))
  const night = await measureNight(prepared, 1, ['--cpu-prof', `--cpu-prof-dir=${folder}`])
  if ('died' in night) return `The night did not end: ${night.died}`
  const [file] = readdirSync(folder)
  if (file === undefined) return `No profile was written to ${folder}`
  const path = join(folder, file)
  return `${path}: ${grants.toLocaleString('en')} grants in ${night.seconds.toFixed(1)} s\n${printSelfTime(path)}`
}
