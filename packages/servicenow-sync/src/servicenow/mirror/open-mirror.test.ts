import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStore } from '../../store/sqlite/open-store.ts'
import { openMirror } from './open-mirror.ts'

const instance = 'https://example.service-now.com'
const pageSize = 8192
const description = { table: 'sc_req_item', version: '1' }

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ticketbound-mirror-'))
  path = join(folder, 'ticketbound.db.servicenow')
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Keeps one row, as a reading that ended does. */
function keepOne(owner = instance, place = path): void {
  const mirror = openMirror(place, owner)
  const copy = mirror.copy(description)
  copy.begin([{ part: '0', request: { by: 'sys_id', until: '2026-03-01 00:00:00' } }])
  copy.take('0', { rows: [{ sys_id: 'a' }], cursor: { sysId: 'a', tally } })
  copy.settle({ proven: true, changedUntil: '2026-03-01 00:00:00' })
  mirror.close()
}

const tally = {
  counted: 1,
  visible: 1,
  shown: 1,
  short: 0,
  uncounted: 0,
  unreadable: [],
  passedOver: false,
  fieldsMissing: [],
}

function kept(owner = instance): readonly string[] {
  const mirror = openMirror(path, owner)
  try {
    return [...mirror.copy(description).rows()].map(({ row }) => row.sys_id ?? '')
  } finally {
    mirror.close()
  }
}

function sql(text: string): void {
  const db = new DatabaseSync(path)
  db.exec(text)
  db.close()
}

describe('the mirror of an instance', () => {
  it('lets many pages come together before it waits for the disk, and has them in its file when it is closed', () => {
    const mirror = openMirror(path, instance)
    const copy = mirror.copy(description)
    copy.begin([{ part: '0', request: { by: 'sys_id', until: '2026-03-01 00:00:00' } }])
    for (const id of 'abcdefghijkl') {
      copy.take('0', { rows: [{ sys_id: id, text: id.repeat(1_000_000) }], cursor: { sysId: id, tally } })
    }
    expect(statSync(path).size).toBeLessThan(1_000_000)
    mirror.close()
    expect(statSync(path).size).toBeGreaterThan(12_000_000)
    expect(kept()).toHaveLength(12)
  })

  it('is made with its folder, for this user only, and is there the next time', () => {
    path = join(folder, 'not', 'yet', 'there.db')
    keepOne()
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(kept()).toEqual(['a'])
  })

  it('holds nothing of another instance', () => {
    keepOne('https://other.service-now.com')
    expect(kept()).toEqual([])
    expect(kept('https://other.service-now.com')).toEqual([])
  })

  it('is for one process at a time', () => {
    const mirror = openMirror(path, instance)
    expect(() => openMirror(path, instance)).toThrow(expect.objectContaining({ kind: 'input', code: 'mirror-busy' }))
    mirror.close()
    expect(kept()).toEqual([])
  })

  it.each([
    ['no database', () => writeFileSync(path, 'this is no database, and long enough to be read as one'.repeat(40))],
    ['the store itself', () => openStore(path).close()],
    ['a database of somebody else’s', () => sql('CREATE TABLE theirs (a)')],
    [
      'a mirror of a newer version',
      () => {
        keepOne()
        sql('PRAGMA user_version = 99')
      },
    ],
  ])('is not taken for one where it is %s, which is left as it is', (_, make) => {
    make()
    const before = statSync(path).size
    expect(() => openMirror(path, instance)).toThrow(
      expect.objectContaining({ kind: 'config', code: 'not-a-mirror', message: expect.stringContaining(path) }),
    )
    expect(statSync(path).size).toBe(before)
  })

  it('says which file it cannot open', () => {
    writeFileSync(join(folder, 'file'), '')
    const places = [join(folder, 'file', 'mirror.db'), folder]
    for (const place of places) {
      expect(() => openMirror(place, instance)).toThrow(
        expect.objectContaining({ kind: 'config', code: 'mirror-not-openable' }),
      )
    }
  })

  it('says that it is damaged, and that it may be deleted', () => {
    keepOne()
    // The first page stays, so that it still looks like a mirror.
    const file = openSync(path, 'r+')
    writeSync(file, new Uint8Array(statSync(path).size - pageSize).fill(0x5a), 0, undefined, pageSize)
    closeSync(file)
    expect(() => kept()).toThrow(
      expect.objectContaining({ kind: 'input', code: 'mirror-damaged', help: expect.stringContaining('delete') }),
    )
  })
})
