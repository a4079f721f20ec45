import { describe, expect, it } from 'vitest'
import { measureProcess } from './measure-process.ts'

describe('measureProcess', () => {
  it('gives what a process wrote, and its own memory', async () => {
    const measured = await measureProcess(['-e', 'globalThis.a = Buffer.alloc(3e8, 1); console.log(1)'], () => {})
    expect(measured).toMatchObject({ stdout: '1\n', seconds: expect.any(Number), cpuSeconds: expect.any(Number) })
    expect(measured.peakRss).toBeGreaterThan(3e8)
    expect(measured).not.toHaveProperty('died')
  })

  it.each([
    ['ran out of memory', ['--max-old-space-size=20', '-e', 'const a = []; for (;;) a.push({ a })'], 'out of memory'],
    ['failed', ['-e', 'console.error("no such file"); process.exitCode = 3'], 'exit code 3: no such file'],
    ['was ended', ['-e', 'process.kill(process.pid, "SIGKILL")'], 'SIGKILL'],
  ])('says that a process %s', async (_how, args, died) => {
    expect((await measureProcess(args, () => {})).died).toBe(died)
  })
})
