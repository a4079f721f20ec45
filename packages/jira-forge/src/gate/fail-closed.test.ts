import { describe, expect, it } from 'vitest'
import { AppError } from '../app-error.ts'
import { failClosed, type GateHost } from './fail-closed.ts'
import type { GateAnswer } from './gate-answer.ts'

const never = new Promise<never>(() => {})

interface Watched extends GateHost {
  readonly reported: { readonly reference: string; readonly error: unknown }[]
}

function host(changes: Partial<GateHost> = {}): Watched {
  const reported: Watched['reported'] = []
  return {
    withinMs: 1000,
    wait: () => never,
    reference: () => 'gate-7',
    report: (failure) => reported.push(failure),
    reported,
    ...changes,
  }
}

describe('failClosed', () => {
  it.each<GateAnswer>([{ result: true }, { result: false, errorMessage: 'The request names no owner.' }])(
    'hands on the answer %o as it is',
    async (answer) => {
      const watched = host()
      expect(await failClosed(async () => answer, watched)({})).toBe(answer)
      expect(watched.reported).toEqual([])
    },
  )

  it('hands the payload to the gate', async () => {
    const gate = failClosed(async ({ open }: { readonly open: boolean }) => ({ result: open }), host())
    expect([await gate({ open: true }), await gate({ open: false })]).toEqual([{ result: true }, { result: false }])
  })

  it.each([
    ['rejects', async () => Promise.reject(new Error('secret of the vendor'))],
    [
      'throws before it begins',
      () => {
        throw new Error('secret of the vendor')
      },
    ],
  ] as const)('keeps the transition shut when the gate %s, and says where to look but not why', async (_how, gate) => {
    const watched = host()
    const { result, errorMessage } = await failClosed(gate, watched)({})
    expect(result).toBe(false)
    expect(errorMessage).toContain('gate-7')
    expect(errorMessage).not.toContain('secret')
    expect(watched.reported).toMatchObject([{ reference: 'gate-7', error: { message: 'secret of the vendor' } }])
  })

  it('says what failed where the words are our own', async () => {
    const words = { code: 'jira-busy', message: 'Jira is too busy for issue `ACC-1`', help: 'try again' }
    const gate = failClosed(() => Promise.reject(new AppError('upstream', words)), host())
    expect((await gate({})).errorMessage).toContain('stays shut: Jira is too busy for issue `ACC-1`. Try again')
  })

  it('keeps the transition shut when the gate takes too long', async () => {
    const waited: number[] = []
    const watched = host({ wait: async (ms) => void waited.push(ms) })
    expect((await failClosed(() => never, watched)({})).result).toBe(false)
    expect(waited).toEqual([1000])
    expect(watched.reported).toMatchObject([{ error: { message: 'the gate gave no answer within 1000 ms' } }])
  })

  it.each([undefined, null, true, 'true', {}, { result: 'true' }, { result: 1 }])(
    'keeps the transition shut when the answer is %o',
    async (answer) => {
      const gate = failClosed(async () => answer as unknown as GateAnswer, host())
      expect((await gate({})).result).toBe(false)
    },
  )

  it.each(['reference', 'report'] as const)('keeps the transition shut when `%s` fails too', async (part) => {
    const broken = host({
      [part]: () => {
        throw new Error('no log')
      },
    })
    const { result, errorMessage } = await failClosed(() => Promise.reject(new Error('first')), broken)({})
    expect(result).toBe(false)
    expect(errorMessage).toContain('could not be recorded')
  })
})
