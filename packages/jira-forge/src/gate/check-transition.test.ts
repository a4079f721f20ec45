import { describe, expect, it } from 'vitest'
import { readIssue } from '../jira/read-issue.ts'
import { aHost, type MemoryHost, noon } from '../testdata/app-host.ts'
import { aDossier, aSeal } from '../testdata/dossier.ts'
import { anIssue, someFields } from '../testdata/issue.ts'
import { createMemoryDossiers } from '../testdata/memory-dossiers.ts'
import { createMemoryJira, type MemoryIssue } from '../testdata/memory-jira.ts'
import { aRuleBook } from '../testdata/rule-book.ts'
import { checkTransition } from './check-transition.ts'
import { failClosed } from './fail-closed.ts'
import type { GateAnswer } from './gate-answer.ts'
import { judgeIssue } from './judge-issue.ts'
import { defaultTransitionConfig, type TransitionConfig } from './transition-config.ts'

interface Trying {
  readonly fields?: Readonly<Record<string, unknown>>
  readonly issue?: Partial<MemoryIssue>
  readonly config?: Partial<TransitionConfig>
  readonly modifiedFields?: Readonly<Record<string, unknown>> | null
  readonly host?: Partial<MemoryHost>
}

function asked({ config, modifiedFields }: Trying = {}) {
  return {
    issue: { key: 'ACC-1' },
    configuration: { ...defaultTransitionConfig, ...config },
    transition: { from: { id: '10001' }, to: { id: '10003' }, ...(modifiedFields !== undefined && { modifiedFields }) },
  }
}

const jiraWith = ({ fields, issue }: Trying = {}) => createMemoryJira(anIssue({ fields: someFields(fields), ...issue }))

function trying(given: Trying = {}): Promise<GateAnswer> {
  return checkTransition(asked(given), aHost({ asApp: jiraWith(given), ...given.host }))
}

/** A host in which bob approved `ACC-1` as it is, an hour ago. */
async function approvedHost(given: Partial<MemoryHost> = {}): Promise<MemoryHost> {
  const host = aHost({ asApp: jiraWith(), ...given })
  const { issue } = await readWhole(host)
  const book = await host.ruleBooks.read(noon)
  const map = book.settings.projects['10000']
  const judgement = map && (await judgeIssue({ issue }, book, map, { now: noon, tenant: host.tenant }))
  if (!judgement?.ok) throw new Error('the small world can be judged')
  const seals = [await aSeal(judgement.judged.line, host.keys)]
  host.dossiers.kept.set('20001', { version: 1, dossier: aDossier({ seals }) })
  return host
}

async function readWhole({ asApp, settings }: MemoryHost) {
  return readIssue(asApp, 'ACC-1', (await settings.read()).settings, { history: false, approvals: false })
}

const passed: GateAnswer = { result: true }

describe('checkTransition', () => {
  it('stops a request that nobody approved', async () => {
    const { result, errorMessage } = await trying()
    expect(result).toBe(false)
    expect(errorMessage).toContain('1 approval is needed, and 0 count.')
  })

  it('lets one pass that an owner approved', async () => {
    expect(await checkTransition(asked(), await approvedHost())).toEqual(passed)
  })

  it.each([{}, null])('takes %o to be a screen that changed nothing', async (modifiedFields) => {
    expect(await checkTransition(asked({ modifiedFields }), await approvedHost())).toEqual(passed)
  })

  it('judges what the request will say, not what it says', async () => {
    const host = await approvedHost()
    const widened = asked({ modifiedFields: { customfield_10053: { id: '10121', value: 'Write' } } })
    const { result, errorMessage } = await checkTransition(widened, host)
    expect(result).toBe(false)
    expect(errorMessage).toContain('approved something else than the request asks for now')
  })

  it('lets a screen put right what was wrong', async () => {
    const config = { evidence: 'none' } as const
    expect((await trying({ fields: { customfield_10055: null }, config })).result).toBe(false)
    const modifiedFields = { customfield_10055: '2026-12-24' }
    expect(await trying({ fields: { customfield_10055: null }, config, modifiedFields })).toEqual(passed)
  })

  it('says at once what is broken and what is missing', async () => {
    const { errorMessage } = await trying({ fields: { customfield_10055: null, customfield_10054: null } })
    expect(errorMessage).toMatch(/no owner.*no end.*1 approval is needed/)
  })

  it('says who can supply it, and where, by name as far as the issue or Jira tells it', async () => {
    const asApp = jiraWith()
    asApp.answer('/user/bulk', { status: 200, body: { values: [{ accountId: 'acc-dave', displayName: 'Dave' }] } })
    const sealed = await trying({ config: { evidence: 'sealed' }, host: { asApp } })
    expect(sealed.errorMessage).toContain('Ask `Bob` or `Dave` to decide in the Ticketbound panel of this issue.')
    expect(asApp.asked).toEqual([
      'GET /rest/api/3/issue/ACC-1',
      'GET /rest/api/3/issue/20001/changelog',
      'GET /rest/api/3/user/bulk',
    ])
    expect(asApp.requests[2]?.query).toEqual({ accountId: ['acc-dave'], maxResults: '20' })
  })

  it('asks for no names with a fourth request, and does without those that it cannot get', async () => {
    const asApp = jiraWith()
    expect((await trying({ host: { asApp } })).errorMessage).toContain('Ask `Bob` or `acc-dave` to decide')
    expect(asApp.asked).toHaveLength(3)
    const broken = jiraWith()
    broken.answer('/user/bulk', { status: 403, body: undefined })
    const { errorMessage } = await trying({ config: { evidence: 'sealed' }, host: { asApp: broken } })
    expect(errorMessage).toContain('Ask `Bob` or `acc-dave` to decide')
  })

  it('asks nobody who has something to gain', async () => {
    const { errorMessage } = await trying({ fields: { reporter: { accountId: 'acc-dave', displayName: 'Dave' } } })
    expect(errorMessage).toContain('Ask `Bob` to decide')
  })

  it('lets what asks for no access pass', async () => {
    expect(await trying({ fields: { customfield_10050: { id: '10103', value: 'Question' } } })).toEqual(passed)
  })

  it('stops a kind that the transition is not for', async () => {
    const { errorMessage } = await trying({ config: { kinds: ['deprovision'] } })
    expect(errorMessage).toContain('No request of kind `provision` may pass here. Use a transition')
  })

  it.each([
    ['sealed-or-native', ['changelog', 'approval']],
    ['sealed', ['changelog']],
    ['none', []],
  ] as const)('reads of history and approvals what evidence that is %s needs', async (evidence, parts) => {
    const asApp = jiraWith()
    await trying({ config: { evidence }, host: { asApp } })
    expect(asApp.asked[0]).toBe('GET /rest/api/3/issue/ACC-1')
    expect(asApp.asked.flatMap((asked) => /changelog|approval/.exec(asked) ?? [])).toEqual(parts)
  })

  it.each(['sealed-or-native', 'sealed'] as const)(
    'stops a request whose history is too long to tell whether it was opened again: %s',
    async (evidence) => {
      const changelog = Array.from({ length: 101 }, (_, at) => ({
        id: String(at),
        created: '2026-11-09T09:00:00.000+0000',
        items: [{ field: 'labels', fieldId: 'labels', from: null, to: null }],
      }))
      const asApp = jiraWith({ issue: { changelog } })
      const { result, errorMessage } = await checkTransition(
        asked({ config: { evidence } }),
        await approvedHost({ asApp }),
      )
      expect(result).toBe(false)
      expect(errorMessage).toContain('longer than can be read')
    },
  )

  it('asks nothing as whoever is transitioning', async () => {
    const asUser = createMemoryJira()
    await trying({ host: { asUser } })
    expect(asUser.asked).toEqual([])
  })

  it('writes nothing', async () => {
    const host = await approvedHost()
    const before = [...host.dossiers.kept.entries()]
    await checkTransition(asked(), host)
    expect([...host.dossiers.kept.entries()]).toEqual(before)
    expect([host.audit.facts, host.asApp.comments, host.asApp.properties.size]).toEqual([[], [], 0])
    expect(host.asApp.requests.filter(({ method }) => method !== 'GET')).toEqual([])
  })
})

describe('what was not set up keeps a transition shut, and says who must do what', () => {
  it.each<[string, Promise<GateAnswer>, string]>([
    [
      'no configuration',
      checkTransition({ ...asked(), configuration: {} }, aHost()),
      'open the Ticketbound rule of this transition in the workflow editor and save it',
    ],
    [
      'a configuration of later versions',
      trying({ config: { version: 2 as 1 } }),
      '`2` is not one of the values known here',
    ],
    [
      'no catalogue',
      trying({ host: { ruleBooks: { read: async () => withoutCatalogue() } } }),
      'A Jira administrator must import it',
    ],
    [
      'no field map for the project',
      trying({ host: aHost({ asApp: jiraWith(), book: aRuleBook({ settings: { projects: {} } }) }) }),
      "must map them on the project's Ticketbound settings page",
    ],
    [
      'a field that was uninstalled',
      trying({ issue: { fields: without('customfield_10054') } }),
      'Owner: the issue does not have this field. Install the field again',
    ],
    [
      'a kind that the map does not know',
      trying({ fields: { customfield_10050: { id: '99', value: 'Grant' } } }),
      'the field map does not say which kind `Grant` is',
    ],
  ])('%s', async (_what, answering, words) => {
    const { result, errorMessage } = await answering
    expect(result).toBe(false)
    expect(errorMessage).toMatch(/^Ticketbound keeps this transition shut\./)
    expect(errorMessage).toContain(words)
  })
})

function withoutCatalogue() {
  const { catalogue: _none, ...book } = aRuleBook()
  return book
}

function without(field: string) {
  return Object.fromEntries(Object.entries(someFields()).filter(([name]) => name !== field))
}

describe('whatever fails keeps a transition shut', () => {
  const fail = () => Promise.reject(new Error('secret words of a vendor'))
  const hang = () => new Promise<never>(() => {})
  const ports = {
    'the rules': (how: () => Promise<never>) => ({ ruleBooks: { read: how } }),
    'the dossier': (how: () => Promise<never>) => ({ dossiers: { ...createMemoryDossiers(), read: how } }),
    'the issue': (how: () => Promise<never>) => ({ asApp: answering('issue/ACC-1', how) }),
    'the history': (how: () => Promise<never>) => ({ asApp: answering('/changelog', how) }),
    'the approvals': (how: () => Promise<never>) => ({ asApp: answering('/approval', how) }),
  } as unknown as Record<string, (how: () => Promise<never>) => Partial<MemoryHost>>

  function answering(part: string, how: () => Promise<never>) {
    const jira = jiraWith()
    jira.answer(part, how)
    return jira
  }

  /** The gate as its handler runs it, with a clock that runs out once everything else stands still. */
  async function closed(given: Partial<MemoryHost>, payload: unknown = asked()) {
    const host = await approvedHost()
    const wait = async () => {
      for (let turn = 0; turn < 200; turn++) await new Promise((resolve) => setImmediate(resolve))
    }
    const needs = { ...host, ...given }
    const gate = failClosed((it: unknown) => checkTransition(it, needs), { ...needs, withinMs: 1, wait })
    return { answer: await gate(payload), reported: host.reported }
  }

  it.each(Object.keys(ports))('when %s cannot be read', async (port) => {
    const { answer, reported } = await closed(ports[port]?.(fail) ?? {})
    expect(answer.result).toBe(false)
    expect(answer.errorMessage).toMatch(/^Ticketbound could not check this request.*reference ref-1\.$/)
    expect(answer.errorMessage).not.toContain('secret')
    expect(reported).toMatchObject([{ reference: 'ref-1' }])
  })

  it.each(Object.keys(ports))('when %s never comes', async (port) => {
    const { answer, reported } = await closed(ports[port]?.(hang) ?? {})
    expect(answer.result).toBe(false)
    expect(reported).toMatchObject([{ error: { message: expect.stringContaining('no answer within') } }])
  })

  it.each([401, 403, 404, 409, 418, 429, 500, 502, 503])('when Jira answers %i', async (status) => {
    for (const part of ['issue/ACC-1', '/changelog', '/approval']) {
      // An issue without a request type has no approvals, which is an answer.
      if (status === 404 && part === '/approval') continue
      const jira = jiraWith()
      jira.answer(part, { status, body: { errorMessages: ['<b>no</b>'] } })
      const { answer } = await closed({ asApp: jira })
      expect(answer.result, part).toBe(false)
      expect(answer.errorMessage, part).toMatch(/Jira .*`ACC-1`.* reference ref-1\.$/)
    }
  })

  it.each<[string, unknown]>([
    ['nothing', null],
    ['a list', []],
    ['no issue', { configuration: defaultTransitionConfig, transition: { from: { id: '1' }, to: { id: '2' } } }],
    ['an issue without a key', { ...asked(), issue: { key: '' } }],
    ['an issue without a target', { ...asked(), transition: { from: { id: '1' } } }],
    ['changes that are a list', { ...asked(), transition: { from: { id: '1' }, to: { id: '2' }, modifiedFields: [] } }],
    [
      'changes that are a text',
      { ...asked(), transition: { from: { id: '1' }, to: { id: '2' }, modifiedFields: 'x' } },
    ],
  ])('when it is asked about %s', async (_what, payload) => {
    expect((await closed({}, payload)).answer.result).toBe(false)
  })
})

describe('a hostile text', () => {
  const hostile = {
    'some 32 kB of quotes': '"`\\'.repeat(11_000),
    'nested brackets': '[('.repeat(16_000),
    'control characters': '\u001b[2J\u202e\n'.repeat(4_000),
    HTML: `<img src=x onerror=alert(1)>${'<b>'.repeat(10_000)}`,
    'half characters': '\ud83d'.repeat(32_000),
  }
  const fields = [
    'customfield_10051',
    'customfield_10052',
    'customfield_10053',
    'customfield_10055',
    'customfield_10056',
  ]

  it.each(Object.entries(hostile))('of %s is stopped with a short message, wherever it stands', async (_what, text) => {
    for (const field of fields) {
      const { result, errorMessage = '' } = await trying({ fields: { [field]: text } })
      expect(result, field).toBe(false)
      expect(errorMessage.length, field).toBeLessThan(2500)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are exactly the characters that are meant
      expect(errorMessage, field).not.toMatch(/[\u0000-\u001f\u202e]/)
    }
  })
})
