import type { Store } from '../store.ts'

/** A kind of store that must keep the contract of `store.ts`. */
export interface StoreUnderTest {
  readonly name: string
  /** Opens the store at a place, made where there is none. The same place twice is two connections to one store. */
  readonly open: (place: string) => Store
  /** What is done to a store from outside, in its engine's own language; absent where closing a store ends it. */
  readonly outside?: Outside
}

/** What only an administrator, or another program, does to a closed store. */
export interface Outside {
  /** Erases the content and the salt of one detail row. */
  eraseDetail(place: string, id: string): void
  /** Makes the store look as if a later version had written it. */
  makeNewer(place: string): void
  /** Puts another program's data where a store is looked for. */
  makeForeign(place: string): void
  /** Everything that lies at the place, to compare. */
  contents(place: string): unknown
}

/** Opens an empty store of its own for a test; it is closed after the test. */
export type OpenFresh = () => Store
