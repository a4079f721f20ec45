import { tmpdir } from 'node:os'
import { dirname, resolve } from 'node:path'
import { inTransaction } from '../../sqlite/sqlite-file.ts'
import { type OperatorFaults, translateFaults } from '../../sqlite/translate-faults.ts'
import type { Store } from '../store.ts'
import { createNightTables } from './night-tables.ts'
import { openDatabase } from './open-database.ts'
import { createStoreReader } from './store-reader.ts'
import { createWriteBackTables } from './write-back-tables.ts'

/** SQLite's primary result codes that an operator can do something about. */
const operatorFaults: OperatorFaults = new Map([
  [5, ['store-busy', 'another process is writing to the store', 'wait until it has finished, then run again']],
  [8, ['store-read-only', 'the store cannot be written to', 'give this user write access to the file and its folder']],
  [
    10,
    [
      'store-io-failed',
      // SQLite also says this of a disk so full that not even its smallest file finds room.
      'the disk failed while the store was written',
      'check that the disk works and has room; nothing of this night was kept, and nothing older was lost',
    ],
  ],
  [11, ['store-damaged', 'the store is damaged', 'restore it from a backup, then run again']],
  [
    13,
    [
      'disk-full',
      'the disk is full',
      'free some space and run again; nothing of this night was kept, and nothing older was lost',
    ],
  ],
])

/** Opens the embedded store, creating it when it is not there yet. */
export function openStore(path: string): Store {
  const db = translateFaults(operatorFaults, () => openDatabase(path))
  let isOpen = true

  function transaction<T>(work: () => T, keep?: (result: T) => boolean): T {
    return translateFaults(operatorFaults, () => inTransaction(db, work, keep))
  }

  function close(): void {
    if (isOpen) db.close()
    isOpen = false
  }

  const workFolder = path === ':memory:' ? tmpdir() : dirname(resolve(path))
  return {
    ...createStoreReader(db),
    night: createNightTables(db),
    writeBack: createWriteBackTables(db),
    workFolder,
    transaction,
    close,
  }
}
