import nock from 'nock'
import { afterEach, beforeEach, expect } from 'vitest'

/** What the tests of this file may ask nock for. */
export interface HttpMock {
  /** Begins to say what a server answers; each answer has to be fetched, and as often as it is given. */
  server(origin?: string): nock.Scope
}

/** Where the mocked server is. */
export const mockOrigin = 'https://vendor.test'

/**
 * Puts nock in place for the tests of a file. A request that no answer was given for fails its test, whatever the code
 * under test makes of it, and so does an answer that nobody fetched.
 */
export function useHttpMock(): HttpMock {
  const unmatched: string[] = []
  const note = ({ method, url }: Request): void => {
    unmatched.push(`${method} ${url}`)
  }

  beforeEach(() => {
    unmatched.length = 0
    nock.restore()
    nock.activate()
    nock.disableNetConnect()
    nock.emitter.on('no match', note)
  })

  afterEach(() => {
    const unused = nock.pendingMocks()
    nock.emitter.off('no match', note)
    nock.abortPendingRequests()
    nock.cleanAll()
    nock.enableNetConnect()
    nock.restore()
    expect({ unmatched, unused }).toEqual({ unmatched: [], unused: [] })
  })

  return { server: (origin = mockOrigin) => nock(origin) }
}
