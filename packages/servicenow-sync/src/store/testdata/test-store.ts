import { randomUUID } from 'node:crypto'
import { afterEach, describe } from 'vitest'
import type { Store } from '../store.ts'
import type { StoreUnderTest } from './store-under-test.ts'
import { testFindings } from './test-findings.ts'
import { testHouse } from './test-house.ts'
import { testLedger } from './test-ledger.ts'
import { testMemory } from './test-memory.ts'
import { testOpening } from './test-opening.ts'
import { testRecord } from './test-record.ts'
import { testTransactions } from './test-transactions.ts'
import { testWriteBack } from './test-write-back.ts'

/** Describes the contract that every store must keep, and tests one store against it. */
export function testStore({ name, open: openAt, outside }: StoreUnderTest): void {
  const opened: Store[] = []

  function open(place: string): Store {
    const store = openAt(place)
    opened.push(store)
    return store
  }

  const fresh = (): Store => open(randomUUID())

  describe(`the contract of a store, kept by ${name}`, () => {
    afterEach(() => {
      for (const store of opened.splice(0)) store.close()
    })

    testTransactions(fresh)
    testLedger(fresh)
    testHouse(fresh)
    testMemory(fresh)
    testFindings(fresh)
    testRecord(fresh)
    testWriteBack(fresh)
    if (outside) testOpening({ open, place: randomUUID, outside })
  })
}
