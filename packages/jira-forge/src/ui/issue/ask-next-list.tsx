import { List, ListItem, Stack, Text } from '@forge/react'
import { Fragment } from 'react'
import type { AskNext } from '../../screen/issue-screen.ts'
import { Person } from './person.tsx'

/** Shows whom to ask for what is missing. */
export function AskNextList({ asks }: { readonly asks: readonly AskNext[] }) {
  if (asks.length === 0) return null
  return (
    <Stack space="space.050">
      <Text weight="bold">Who to ask next</Text>
      <List type="unordered">
        {asks.map(({ what, people }) => (
          <ListItem key={what}>
            <Text>
              {what}
              {people.length > 0 && ': '}
              {people.map((person, at) => (
                <Fragment key={person.name}>
                  {at > 0 && ', '}
                  <Person person={person} />
                </Fragment>
              ))}
            </Text>
          </ListItem>
        ))}
      </List>
    </Stack>
  )
}
