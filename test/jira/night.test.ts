import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { accessFields } from '../world/jira/fields.ts'
import { laterNight, type NightHouse, openNightHouse } from './night-house.ts'

let house: NightHouse

beforeEach(async () => {
  house = await openNightHouse()
})
afterEach(() => house.close())

/** Every request of the small world is granted and closed, ACC-1 with the approval of bob, who owns what it asks for. */
async function closeAll(): Promise<void> {
  await house.decide('ACC-1', 'acc-bob', 'approve')
  await house.decide('ACC-3', 'acc-bob', 'approve')
  for (const key of ['ACC-1', 'ACC-3', 'ACC-4']) await house.move(key, 'Finish')
  house.held(
    { account: 'acc-alice', entitlement: 'deploy', level: 'write' },
    { account: 'acc-alice', entitlement: 'vault' },
    { account: 'acc-dave', entitlement: 'billing' },
  )
}

describe('a night over a site', () => {
  it('reconciles its closed requests with the access that there is', async () => {
    await closeAll()
    const { code, err, itsm } = await house.run()
    expect({ code, itsm }, err).toMatchObject({ code: 0, itsm: { rows: 5, rejected: 0, complete: true } })
    expect(await house.findings()).toEqual(['closed-not-removed ACC-4', 'closed-without-evidence ACC-3'])
  })

  it('says which approval is missing, and that words are none', async () => {
    await closeAll()
    await house.run()
    const finding = (await house.listed()).find(({ kind }) => kind === 'closed-without-evidence')
    expect(finding?.message).toContain('`acc-bob` approved in a comment, which is no recorded decision')
  })

  it('does not count an approval of something else than what was granted in the end', async () => {
    await house.decide('ACC-1', 'acc-bob', 'approve')
    await house.edit('ACC-1', { [accessFields.level.id]: { value: 'admin' } })
    await house.move('ACC-1', 'Finish')
    house.held({ account: 'acc-alice', entitlement: 'deploy', level: 'admin' })
    await house.run()
    expect(await house.findings()).toEqual(['closed-without-evidence ACC-1'])
  })

  it('believes no status: who went round the approval is found', async () => {
    await house.close()
    house = await openNightHouse({ anyStatusHole: true })
    await house.move('ACC-1', 'Grant at once')
    await house.move('ACC-1', 'Finish')
    house.held({ account: 'acc-alice', entitlement: 'deploy', level: 'write' })
    await house.run()
    expect(await house.findings()).toEqual(['closed-without-evidence ACC-1'])
  })

  it('owes nothing on what was declined, and on what is open', async () => {
    await house.decide('ACC-1', 'acc-bob', 'decline')
    await house.run()
    expect(await house.findings()).toEqual([])
    house.held({ account: 'acc-alice', entitlement: 'deploy', level: 'write' })
    await house.run(laterNight)
    expect((await house.findings()).map((each) => each.split(' ')[0])).toEqual(['access-without-ticket'])
  })

  it('rejects what means nothing, names it, and claims nothing that would need it', async () => {
    await house.edit('ACC-2', { [accessFields.entitlement.id]: null })
    house.held({ account: 'acc-eve', entitlement: 'audit' })
    house.configure({ jira: '' })
    const { code, err } = await house.run()
    expect({ code, err }).toMatchObject({
      code: 2,
      err: expect.stringContaining('ACC-2: entitlement: the field is empty'),
    })
    expect(err).toContain('too-many-rejected-lines')
  })

  it('sees that a field which the map names was taken from the site', async () => {
    house.write(
      'jira-map.yaml',
      JSON.stringify({
        kind: { fixed: 'provision' },
        principal: { field: 'customfield_19999' },
        entitlement: { fixed: 'deploy' },
      }),
    )
    const { code, err } = await house.run()
    expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining('the issue does not have this field') })
  })

  it('finds the same with pages of one issue', async () => {
    await closeAll()
    house.configure({ jira: '  pageSize: 1\n' })
    const { itsm } = await house.run()
    expect(itsm).toMatchObject({ rows: 5, complete: true })
    expect(await house.findings()).toEqual(['closed-not-removed ACC-4', 'closed-without-evidence ACC-3'])
    const searches = house.jira.record.requests.filter(({ path }) => path.endsWith('/search/jql'))
    // Five of one issue, and one of their ids.
    expect(searches).toHaveLength(6)
  })

  it('asks no more often than it says', async () => {
    await closeAll()
    house.jira.record.clear()
    await house.run()
    const asked = Map.groupBy(house.jira.record.requests, ({ path }) => path.replace(/ACC-\d+/, 'KEY'))
    expect(Object.fromEntries([...asked].map(([path, requests]) => [path, requests.length]))).toEqual({
      '/rest/api/3/myself': 1,
      '/rest/api/3/search/approximate-count': 2,
      '/rest/api/3/search/jql': 2,
      '/rest/api/3/changelog/bulkfetch': 1,
      '/rest/servicedeskapi/request/KEY/approval': 3,
    })
  })
})

describe('a site that changes while it is read', () => {
  /** Does something once the first page was given. */
  function onceFirstPageIsGiven(change: () => void): void {
    const { record } = house.jira
    const add = Reflect.get(record, 'add')
    let isDone = false
    Object.assign(record, {
      add: (request: { readonly path: string }) => {
        add(request)
        if (isDone || !request.path.endsWith('/search/jql')) return
        isDone = true
        change()
      },
    })
  }

  it('is read whole, though an issue is edited behind the cursor, and another before it', async () => {
    await closeAll()
    house.configure({ jira: '  pageSize: 2\n' })
    const { world } = house.jira
    onceFirstPageIsGiven(() => {
      for (const key of ['ACC-1', 'ACC-5']) {
        const issue = world.issue(key)
        if (issue) world.put({ ...issue, values: { ...issue.values, summary: 'Edited meanwhile' } })
      }
    })
    expect((await house.run()).itsm).toMatchObject({ rows: 5, complete: true })
  })

  it('is read whole, though an issue goes that was read already, and the cursor passes over the next', async () => {
    await closeAll()
    house.configure({ jira: '  pageSize: 2\n' })
    const { world } = house.jira
    onceFirstPageIsGiven(() => {
      const issue = world.issue('ACC-1')
      if (issue) world.remove(issue)
    })
    expect((await house.run()).itsm).toMatchObject({ rows: 5, complete: true })
    const last = house.jira.record.requests.findLast(
      ({ path, body }) => path.endsWith('/search/jql') && body.includes('id in'),
    )
    expect(last?.body).toContain('(project = ACC) AND id in (')
  })
})

describe('a site that fails', () => {
  it('that refuses the token ends the night: nothing was read, and the operator must act', async () => {
    Object.assign(house.env, { JIRA_TOKEN: 'not-the-token' })
    const { code, err } = await house.run()
    expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining('credentials-refused') })
    expect(err).not.toContain('not-the-token')
  })
})
