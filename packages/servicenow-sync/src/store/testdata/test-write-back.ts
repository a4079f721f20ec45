import { describe, expect, it } from 'vitest'
import { hardText, someEntry } from './records.ts'
import type { OpenFresh } from './store-under-test.ts'

/** The clauses about what was written back, and what was about to be. */
export function testWriteBack(open: OpenFresh): void {
  describe('the ledger of what was written back', () => {
    it('is empty in a new store', () => {
      const store = open()
      expect(store.writeBack.entriesOf('desk', 'f-1')).toEqual([])
      expect(store.writeBack.entry(someEntry())).toBeUndefined()
    })

    it('gives entries back as they were, those of one finding by what and part', () => {
      const store = open()
      const { vendorId: _none, ...intended } = someEntry({
        what: 'note',
        part: hardText,
        state: 'intended',
        at: 2 ** 40,
      })
      const entries = [intended, someEntry({ content: hardText }), someEntry({ what: 'task', part: 'n-1' })]
      store.transaction(() => entries.toReversed().forEach(store.writeBack.putEntry))
      expect(store.writeBack.entriesOf('desk', 'f-1')).toEqual(entries)
      expect(store.writeBack.entry(intended)).toEqual(intended)
    })

    it('tells targets and findings apart', () => {
      const store = open()
      const entries = [someEntry(), someEntry({ target: 'other' }), someEntry({ finding: 'f-2' })]
      store.transaction(() => entries.forEach(store.writeBack.putEntry))
      for (const entry of entries) {
        expect(store.writeBack.entriesOf(entry.target, entry.finding)).toEqual([entry])
      }
    })

    it('keeps the last that was put in a place', () => {
      const store = open()
      store.transaction(() => store.writeBack.putEntry(someEntry()))
      const later = someEntry({ state: 'failed', content: 'c-2', run: 'n-2', at: 2 })
      store.transaction(() => store.writeBack.putEntry(later))
      expect(store.writeBack.entriesOf('desk', 'f-1')).toEqual([later])
    })

    it('keeps nothing of a transaction that was not to be kept', () => {
      const store = open()
      store.transaction(
        () => store.writeBack.putEntry(someEntry()),
        () => false,
      )
      expect(store.writeBack.entriesOf('desk', 'f-1')).toEqual([])
    })
  })
}
