import { quote } from '@ticketbound/core'
import { nightPropertyKey, readNightProperty } from '@ticketbound/jira'
import pLimit from 'p-limit'
import { configError, TicketboundError } from '../../errors.ts'
import type { Columns, RecordRole, StoredRecord, WriteBackTarget } from '../../write-back/write-back-target.ts'
import type { JiraClient } from '../wire/jira-client.ts'
import { type PropertyColumns, sayProperty } from './plan-night-properties.ts'

/** Opens a site as a place where issues are told what the night saw of them. */
export function openNightProperties(
  client: JiraClient,
  { site, concurrency }: { readonly site: string; readonly concurrency: number },
): WriteBackTarget {
  return {
    name: `${site.replace(/\/$/, '')} ${nightPropertyKey}`,
    concurrency,
    ...properties(client, concurrency),
    findTicket: nothingElse,
    hasNote: nothingElse,
    addNote: nothingElse,
    findTask: nothingElse,
    createTask: nothingElse,
    closeTask: nothingElse,
  }
}

function properties(client: JiraClient, concurrency: number): RecordRole {
  async function readOne(
    key: string,
    signal?: AbortSignal,
  ): Promise<StoredRecord | TicketboundError | 'nowhere' | undefined> {
    try {
      const answer = await client.property(key, nightPropertyKey, signal)
      if (answer === 'no-issue') return 'nowhere'
      return answer === 'no-property'
        ? undefined
        : { id: key, columns: { issue: key, property: textOf(answer.value) } satisfies PropertyColumns }
    } catch (error) {
      if (!(error instanceof TicketboundError) || error.code !== 'jira-refused') throw error
      return error
    }
  }

  async function write(key: string, { property: text = '' }: Columns, signal?: AbortSignal): Promise<void> {
    const written = await (text === ''
      ? client.removeProperty(key, nightPropertyKey, signal)
      : client.setProperty(key, nightPropertyKey, JSON.parse(text), signal))
    // One that is not there any more says what it should where nothing is to be there.
    if (written === 'refused' || (written === 'no-issue' && text !== '')) throw notWritten(key)
  }

  return {
    columnsOf: () => ({}),
    readRecords: async (keys, signal) => {
      const limit = pLimit(concurrency)
      const read = keys.map((key) => limit(async () => [key, await readOne(key, signal)] as const))
      return new Map((await Promise.all(read)).flatMap(([key, there]) => (there === undefined ? [] : [[key, there]])))
    },
    createRecord: async (columns, signal) => {
      const { issue = '' } = columns
      await write(issue, columns, signal)
      return issue
    },
    updateRecord: ({ id }, changes, _columns, signal) => write(id, changes, signal),
  }
}

/** What somebody else wrote there is no property of ours, and is written over. */
function textOf(value: unknown): string {
  const property = readNightProperty(value)
  return property.ok ? sayProperty(property.value) : '(something else)'
}

function notWritten(key: string): TicketboundError {
  return configError({
    code: 'night-property-refused',
    message: `Jira does not let the account write a property of ${quote(key)}`,
    help: 'give it the permission Edit issues in the project; a workflow can take that away in some statuses (jira.permission.edit)',
  })
}

async function nothingElse(): Promise<never> {
  throw new Error('nothing but properties is written to Jira')
}
