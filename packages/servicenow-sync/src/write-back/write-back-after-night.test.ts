import { describe, expect, it } from 'vitest'
import { configError } from '../errors.ts'
import { openStore } from '../store/sqlite/open-store.ts'
import { someFinding, someResult } from '../store/testdata/records.ts'
import { memoryTarget, openVendor } from './testdata/memory-target.ts'
import { type NightRun, writeBackAfterNight } from './write-back-after-night.ts'
import type { WriteBackDesk } from './write-back-desk.ts'

const run: NightRun = { mode: 'apply', isDry: false, hasInstant: false }
const night = someResult('n-1', 1)

function openDesk() {
  const store = openStore(':memory:')
  store.transaction(() => store.night.putFinding(1, someFinding('f-1')))
  const vendor = openVendor()
  const settings = { minSeverity: 'low', notes: false, most: 10 } as const
  const desk: WriteBackDesk = { store, settings, target: memoryTarget(vendor) }
  return { vendor, desk }
}

describe('writing back at the end of a night', () => {
  it('writes what was published', async () => {
    const { vendor, desk } = openDesk()
    const after = await writeBackAfterNight(night, run, () => ({ desk, close: () => {} }))
    expect(after).toMatchObject({ state: 'done', result: { written: 1 } })
    expect(vendor.writes).toEqual(['create f-1'])
  })

  it.each([
    ['nobody asked for it', night, { ...run, mode: 'dry-run' }],
    ['nothing is kept of the night', night, { ...run, isDry: true }],
    ['the night is one of long ago', night, { ...run, hasInstant: true }],
    ['the night is on hold', someResult('n-1', 1, { held: { reason: 'many', confirm: 'ticketbound' } }), run],
  ] as const)('does not even open the target where %s', async (_what, ended, how) => {
    const after = await writeBackAfterNight(ended, how, () => {
      throw new Error('opened')
    })
    expect(after.state).toBe('off')
  })

  it('tells a target that cannot be opened, and leaves the night as it is', async () => {
    const error = configError({ code: 'credentials-refused', message: 'no', help: 'check it' })
    const after = await writeBackAfterNight(night, run, () => {
      throw error
    })
    expect(after).toEqual({ state: 'failed', error })
  })

  it('passes on a defect', async () => {
    const defect = new Error('a defect')
    const opened = writeBackAfterNight(night, run, () => {
      throw defect
    })
    await expect(opened).rejects.toBe(defect)
  })
})
