import { createDirectory, defaultPolicy, everyNameItself, quote } from '@ticketbound/core'
import type { JiraClient } from '../../../jira/jira-client.ts'
import type { RuleBook } from '../../../storage/settings-store.ts'
import { fine, type HealthCheck, warn } from '../health-line.ts'

/** Few enough to be asked one by one. */
const mostOwners = 10

/** Whether the owners whom the catalogue names can decide in this Jira: a sample of them. */
export const ownersCheck: HealthCheck = {
  id: 'owners',
  title: 'Owners in Jira',
  async look({ ruleBooks, now, asApp }) {
    const book = await ruleBooks.read(now())
    const all = new Set([...(book.catalogue?.entitlements.values() ?? [])].flatMap(({ owners }) => owners))
    const sample = [...all].slice(0, mostOwners)
    if (sample.length === 0) return warn('The catalogue names no owner.', 'Add owners to its entitlements.')
    const known = await Promise.all(sample.map((owner) => isKnown(asApp, namesOf(owner, book))))
    const unknown = sample.filter((_, at) => !known[at])
    if (unknown.length === 0) return fine(`${sample.length} of ${all.size} owners were looked up, and Jira knows them.`)
    return warn(
      `No account of ${unknown.map(quote).join(', ')} is one of this Jira, so they can approve nothing here.`,
      'Add their Atlassian account ids as `accounts` to the people document, or name other owners.',
    )
  },
}

function namesOf(owner: string, { people, policy = defaultPolicy }: RuleBook): readonly string[] {
  const directory = people === undefined ? everyNameItself : createDirectory(people, policy.correlation)
  const person = directory.person(directory.resolve(owner) ?? owner)
  return [owner, ...(person?.accounts ?? []).map(({ account }) => account)]
}

async function isKnown(client: JiraClient, names: readonly string[]): Promise<boolean> {
  for (const accountId of new Set(names)) {
    const path = ['rest', 'api', '3', 'user']
    const { status } = await client.send({ method: 'GET', path, query: { accountId }, what: 'an owner' })
    if (status === 200) return true
  }
  return false
}
