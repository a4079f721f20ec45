import type { AppHost } from '../app-host.ts'
import type { KeptDelegation } from '../storage/delegations.ts'
import type { IssueOnDesk } from './issue-on-desk.ts'

/** The delegations that an account made in the app and that have not ended. Those of the people document stand there. */
export async function delegationsBy(
  accountId: string,
  { people, at }: IssueOnDesk,
  { delegations }: Pick<AppHost, 'delegations'>,
): Promise<readonly KeptDelegation[]> {
  const by = people.resolve(accountId) ?? accountId
  return (await delegations.inForce(at)).filter((kept) => kept.by === by)
}
