import { Inline, List, ListItem, LoadingButton, Stack, Text } from '@forge/react'
import { useState } from 'react'
import type { ScreenDelegation, ScreenRefusal } from '../../screen/issue-screen.ts'
import { OutcomeMessage } from './outcome.tsx'
import { Person } from './person.tsx'
import { type Place, sayDay } from './place.ts'

interface DelegationsProps {
  readonly delegations: readonly ScreenDelegation[]
  readonly place: Place
  /** Ends what was delegated to somebody; gives why it was not ended. */
  readonly onEnd: (to: string) => Promise<ScreenRefusal | undefined>
}

/** Shows who decides in one's place, and lets it be ended. */
export function Delegations({ delegations, place, onEnd }: DelegationsProps) {
  const [ending, setEnding] = useState<string>()
  const [refusal, setRefusal] = useState<ScreenRefusal>()
  if (delegations.length === 0) return null

  async function end(to: string) {
    setEnding(to)
    const refused = await onEnd(to)
    setEnding(undefined)
    setRefusal(refused)
  }

  return (
    <Stack space="space.050" alignInline="start">
      <Text weight="bold">Who decides in your place</Text>
      <List type="unordered">
        {delegations.map(({ to, id, until }) => (
          <ListItem key={`${id} ${until}`}>
            <Inline space="space.100" alignBlock="center" shouldWrap>
              <Person person={to} />
              <Text>{`until ${sayDay(until, place)}`}</Text>
              <LoadingButton spacing="compact" isLoading={ending === id} onClick={() => void end(id)}>
                {`End delegation to ${to.name}`}
              </LoadingButton>
            </Inline>
          </ListItem>
        ))}
      </List>
      <OutcomeMessage outcome={refusal} />
    </Stack>
  )
}
