import { Text, User } from '@forge/react'
import type { ScreenPerson } from '../../screen/issue-screen.ts'

/** Shows somebody: by Jira where the account is known, so that names are today's, else by the name in the documents. */
export function Person({ person }: { readonly person: ScreenPerson }) {
  return person.accountId === undefined ? <Text>{person.name}</Text> : <User accountId={person.accountId} />
}
