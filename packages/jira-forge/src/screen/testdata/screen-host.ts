import type { JiraClient } from '../../jira/jira-client.ts'
import type { RuleBook, RuleBooks } from '../../storage/settings-store.ts'
import { aHost, type MemoryHost } from '../../testdata/app-host.ts'
import { anIssue, someFields } from '../../testdata/issue.ts'
import { createMemoryJira } from '../../testdata/memory-jira.ts'

/** What a unit test of the screen says of the issue `ACC-1` and of whoever looks; the rest is as where all is well. */
export interface Scene {
  readonly fields?: Readonly<Record<string, unknown>>
  readonly book?: RuleBook
  /** False for somebody who may see no issue. */
  readonly sees?: boolean
  /** The fields that whoever looks may set; all that are mapped unless told otherwise. */
  readonly editable?: readonly string[]
  /** What stands in the property `ticketbound-night`. */
  readonly night?: unknown
  /** What Jira answers when a field is set; it takes it unless told otherwise. */
  readonly refuses?: { readonly status: number; readonly body: unknown }
}

/** A host with the issue `ACC-1` in it, and what was written to Jira as whoever looks. */
export interface ScreenHost extends MemoryHost {
  readonly asUser: JiraClient
  readonly put: { readonly key: string; readonly fields: Readonly<Record<string, unknown>> }[]
}

const option = (id: string, value: string) => ({ id, value })

/** The edit screen of the project `ACC`. */
const editScreen: Readonly<Record<string, unknown>> = {
  customfield_10050: {
    schema: { type: 'option' },
    allowedValues: [option('10100', 'New access'), option('10102', 'Remove access'), option('10103', 'Other')],
  },
  customfield_10051: { schema: { type: 'user' } },
  customfield_10052: {
    schema: { type: 'option' },
    allowedValues: [option('10110', 'Deploy'), option('10111', 'Audit'), option('10112', 'Printer')],
  },
  customfield_10053: { schema: { type: 'option' }, allowedValues: [option('10120', 'Read'), option('10121', 'Write')] },
  customfield_10054: { schema: { type: 'user' } },
  customfield_10055: { schema: { type: 'date' } },
  customfield_10056: {
    schema: { type: 'string', custom: 'com.atlassian.jira.plugin.system.customfieldtypes:textarea' },
  },
}

function userOf(accountId: string) {
  return { accountId, displayName: `Jira’s ${accountId}`, active: true, accountType: 'atlassian' }
}

/** Sets a scene. */
export function aScreenHost(scene: Scene = {}): ScreenHost {
  const asApp = createMemoryJira(anIssue({ fields: someFields(scene.fields) }))
  const put: ScreenHost['put'][number][] = []
  const editable = scene.editable ?? Object.keys(editScreen)
  const fields = Object.fromEntries(editable.map((id) => [id, editScreen[id]]))

  async function send({ method, path, query, body }: Parameters<JiraClient['send']>[0]) {
    if (path[3] === 'user') return { status: 200, body: userOf(String(query?.accountId ?? '')) }
    const issue = asApp.issues.get(path[4] ?? '')
    if (scene.sees === false || issue === undefined) return { status: 404, body: { errorMessages: ['no'] } }
    if (method === 'PUT') {
      if (scene.refuses) return scene.refuses
      const given = (body as { readonly fields: Readonly<Record<string, unknown>> }).fields
      put.push({ key: issue.key, fields: given })
      asApp.issues.set(issue.key, { ...issue, fields: { ...issue.fields, ...given } })
      return { status: 204, body: undefined }
    }
    const properties = scene.night === undefined ? {} : { 'ticketbound-night': scene.night }
    return { status: 200, body: { id: issue.id, key: issue.key, editmeta: { fields }, properties } }
  }

  const host = aHost({ asApp, ...(scene.book && { book: scene.book }) })
  const { ruleBooks, delegations } = host
  /** As the platform's storage does, the rules come with the delegations that are in force then. */
  const withDelegations: RuleBooks = {
    read: async (now) => ({ ...(await ruleBooks.read(now)), delegations: await delegations.inForce(now) }),
  }
  return { ...host, ruleBooks: withDelegations, asUser: { send }, put }
}
