import { describe, expect, it } from 'vitest'
import type { PageAnswer } from '../wire/envelope.ts'
import type { ServiceNowClient } from '../wire/servicenow-client.ts'
import { look } from './look.ts'
import { page } from './testdata/pages.ts'

const cut: PageAnswer = { kind: 'damaged', because: 'it is cut' }
const whole: PageAnswer = page([{ sys_id: 'a' }])

function clientThat(...answers: readonly PageAnswer[]): Pick<ServiceNowClient, 'page'> {
  const left = [...answers]
  return { page: async () => left.shift() ?? cut }
}

describe('look', () => {
  it.each([
    ['came whole at once', [whole, cut], 'page'],
    ['came whole when it was asked for again', [cut, whole], 'page'],
    ['did not come whole twice', [cut, cut, whole], 'damaged'],
  ] as const)('tells of an answer that %s', async (_, answers, kind) => {
    const client = clientThat(...answers) as ServiceNowClient
    expect(await look(client, { table: 'sc_task', query: '', fields: [], limit: 2 })).toMatchObject({ kind })
  })
})
