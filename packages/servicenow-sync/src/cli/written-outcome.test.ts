import { describe, expect, it } from 'vitest'
import { type ErrorKind, TicketboundError } from '../errors.ts'
import type { WriteBackResult } from '../write-back/write-back-desk.ts'
import { exitCode } from './exit-code.ts'
import { writtenOutcome } from './written-outcome.ts'

const counts = { planned: 9, written: 0, alreadySo: 0, skipped: 0, unknown: 0, failed: 0, left: 0 }
const result = (given: Partial<WriteBackResult>) => ({ ...counts, target: 'desk', failures: [], ...given })
const error = (kind: ErrorKind) => new TicketboundError(kind, { code: 'refused', message: 'no', help: 'none' })
const failed = (...kinds: readonly ErrorKind[]) => kinds.map((kind) => ({ error: error(kind), count: 1 }))

describe('the exit code of a writing back', () => {
  it.each<[string, Partial<WriteBackResult>, number]>([
    ['went well', {}, 0],
    ['was too much at once', { heldAt: 5 }, 5],
    ['the vendor failed', { failures: failed('upstream') }, 3],
    ['something must be granted', { failures: failed('upstream', 'config') }, 2],
    ['was ended by a vendor that failed', { stopped: error('upstream') }, 3],
    ['was ended by credentials that are refused', { stopped: error('config') }, 2],
    ['was ended by a record that does not add up', { stopped: error('integrity') }, 4],
  ])('where it %s', (_what, given, code) => {
    expect(exitCode(writtenOutcome(result(given)))).toBe(code)
  })
})
