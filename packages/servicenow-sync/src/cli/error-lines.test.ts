import { expect, it } from 'vitest'
import { upstreamError } from '../errors.ts'
import { errorLines } from './error-lines.ts'

it('an error steers no terminal, whatever a vendor said in it', () => {
  const error = upstreamError({ code: 'refused', message: 'it says \u001b[2J\u202eno', help: 'ask\u0007 again' })
  expect(errorLines(error)).toEqual(['it says \ufffd[2J\ufffdno (refused)', 'ask\ufffd again'])
})

it('an error of which several things are wrong keeps a line for each', () => {
  const error = upstreamError({ code: 'refused', message: 'one\ntwo', help: 'ask again' })
  expect(errorLines(error)).toEqual(['one', 'two', 'ask again (refused)'])
})
