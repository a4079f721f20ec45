import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { root } from '../docs/documents.ts'
import { startPreview } from './start-preview.ts'
import { grant, panelOf, refusal } from './story-steps.ts'
import { inBrowser } from './testdata/in-browser.ts'

function run(...given: readonly string[]) {
  const args = ['--conditions=ticketbound-source', 'test/preview/preview.ts', ...given]
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  const heard = (chunk: Buffer) => {
    said += chunk.toString('utf8')
  }
  child.stdout.on('data', heard)
  child.stderr.on('data', heard)
  return { child, said: () => said }
}

async function ended(...given: readonly string[]): Promise<readonly [code: number, said: string]> {
  const { child, said } = run(...given)
  const [code] = await once(child, 'exit')
  return [code as number, said()]
}

describe('pnpm preview', () => {
  it('says where the app is, who one can be and what to try, and ends when it is told to', async () => {
    const { child, said } = run('jira')
    await expect.poll(said, { timeout: 60_000 }).toContain('Besides:')
    const [, address = ''] = /The app is at (\S+)/.exec(said()) ?? []

    const page = await (await fetch(`${address}/browse/ACC-6`)).text()
    child.kill('SIGINT')
    const [code] = await once(child, 'exit')

    expect(page).toContain('Ticketbound preview')
    expect(said()).toMatch(/Carol Cruz +service desk agent/)
    expect(code).toBe(0)
  })

  it.each([
    [['--help'], 0, '--port N'],
    [[], 2, 'You said: nothing.'],
    [['jira', '--port', 'x'], 2, '`--port x` is no port.'],
    [['jira', '--prot', '1'], 2, '--prot'],
  ])('answers %j with exit code %i', async (given, code, words) => {
    const [exit, said] = await ended(...given)
    expect([exit, said]).toEqual([code, expect.stringContaining(words)])
  })
})

describe('the previewed app', () => {
  const open = inBrowser()

  it('shows an agent why the gate stopped a request', async () => {
    const preview = await startPreview()
    try {
      const { page, misdeeds } = await open(`${preview.url}/browse/${preview.house.story.blocked}`)
      await panelOf(page).getByText('Blocked', { exact: true }).waitFor()
      await grant(page)
      expect(await refusal(page)).toContain('names no end')
      expect(misdeeds).toEqual([])
    } finally {
      await preview.stop()
    }
  })
})
