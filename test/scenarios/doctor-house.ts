import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { main } from '../../packages/servicenow-sync/src/cli/main.ts'
import { captured } from '../../packages/servicenow-sync/src/cli/testdata/small-house.ts'
import type { Check } from '../../packages/servicenow-sync/src/servicenow/doctor/check.ts'

/** What a doctor said, and how it ended. */
export interface Said {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** What `--json` gives, as far as tests look at it. */
export interface Told {
  readonly ok: boolean
  readonly answers: boolean
  readonly checks: readonly Check[]
}

const map = `items:
  - item: Production access
    kind: { variable: action, values: { Add: provision, Remove: deprovision } }
    principal: { variable: user }
    entitlement: { variable: role, values: { Admin: deploy, Deploy: deploy } }
`

/** A folder whose configuration reads everything from an instance. */
export function openDoctorHouse(
  instance: string,
  { user = 'ticketbound.reader', password = 'reader', auth = '', instanceMore = '', more = '' } = {},
) {
  const folder = mkdtempSync(join(tmpdir(), 'ticketbound-doctor-'))
  const put = (name: string, text: string) => writeFileSync(join(folder, name), text)
  put('servicenow-map.yaml', map)
  put(
    'ticketbound.yaml',
    `store: ./ticketbound.db
servicenow:
  instance: ${instance}
  auth: ${auth === '' ? `{ type: basic, user: ${user}, password: { env: SERVICENOW_PASSWORD } }` : auth}
  map: ./servicenow-map.yaml
  pageSize: 20
${instanceMore}sources:
  - { name: itsm, reads: requests, type: servicenow }
  - { name: people, reads: people, type: servicenow }
  - { name: roles, reads: access, type: servicenow, system: servicenow }
${more}`,
  )

  /** Types `ticketbound doctor` there. */
  async function doctor(...argv: readonly string[]): Promise<Said> {
    const { io, texts } = captured()
    const env = { SERVICENOW_PASSWORD: password }
    const own = { ...io, env, now: () => Date.now() }
    const code = await main(['doctor', '--config', join(folder, 'ticketbound.yaml'), ...argv], own)
    return { code, ...texts }
  }

  /** The same with `--json`, read. */
  async function told(...argv: readonly string[]): Promise<Told & { readonly code: number }> {
    const { code, out } = await doctor('--json', ...argv)
    return { code, ...JSON.parse(out) }
  }

  return { put, doctor, told }
}

/** Finds a check by its id, and by its table where it is about one. */
export function checkOf({ checks }: Told, id: string, table?: string): Partial<Check> {
  return checks.find((each) => each.id === id && (table === undefined || each.table === table)) ?? {}
}
