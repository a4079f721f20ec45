import { Inline, Stack, Text } from '@forge/react'
import type { AskNext } from '../../screen/issue-screen.ts'
import { Person } from './person.tsx'

/** Shows whom to ask for what is missing. */
export function AskNextList({ asks }: { readonly asks: readonly AskNext[] }) {
  if (asks.length === 0) return null
  return (
    <Stack space="space.050">
      <Text weight="bold">Who to ask next</Text>
      {asks.map(({ what, people }) => (
        <Inline key={what} space="space.100" alignBlock="center" shouldWrap>
          <Text>{people.length > 0 ? `${what}:` : what}</Text>
          {people.map((person) => (
            <Person key={person.name} person={person} />
          ))}
        </Inline>
      ))}
    </Stack>
  )
}
