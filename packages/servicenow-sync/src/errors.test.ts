import { describe, expect, it } from 'vitest'
import { configError, describeError, inputError, integrityError, TicketboundError, upstreamError } from './errors.ts'

const facts = { code: 'source-file-missing', message: 'source `itsm` has no file', help: 'check the path' }

describe('a Ticketbound error', () => {
  it.each([
    [inputError, 'input'],
    [configError, 'config'],
    [upstreamError, 'upstream'],
    [integrityError, 'integrity'],
  ] as const)('%o makes one of kind %s', (make, kind) => {
    expect(make(facts)).toMatchObject({ kind, ...facts })
    expect(make(facts)).toBeInstanceOf(TicketboundError)
  })

  it('keeps its cause and its context', () => {
    const cause = new Error('ENOENT')
    const error = inputError({ ...facts, cause, context: { source: 'itsm' } })
    expect(error.cause).toBe(cause)
    expect(error.context).toEqual({ source: 'itsm' })
  })

  it('has no cause where none is given', () => {
    expect('cause' in inputError(facts)).toBe(false)
  })
})

describe('describeError', () => {
  it('says what is wrong, under which code, and what helps', () => {
    expect(describeError(configError(facts))).toBe('source `itsm` has no file (source-file-missing)\ncheck the path')
  })

  it('gives the code last where several things are wrong', () => {
    const several = { code: 'config-faults', message: 'a: wrong; mend it\nb: wrong; mend it', help: 'mend both' }
    expect(describeError(configError(several))).toBe('a: wrong; mend it\nb: wrong; mend it\nmend both (config-faults)')
  })

  it.each([
    [new Error('out of\nmemory'), 'out of memory'],
    [new TypeError(), 'TypeError'],
    ['a thrown text', 'a thrown text'],
    [undefined, 'undefined'],
  ])('writes %o in two lines as well', (error, first) => {
    const lines = describeError(error).split('\n')
    expect(lines).toHaveLength(2)
    expect(lines[0]).toBe(first)
  })
})
