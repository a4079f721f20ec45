import { Heading, List, ListItem, Lozenge, Stack, Text } from '@forge/react'
import { useEffect, useState } from 'react'
import type { PortalAnswer, PortalScreen } from '../../screen/issue-screen.ts'
import { ask } from '../issue/ask.ts'
import { Loading } from '../issue/loading.tsx'
import { RefusedView } from '../issue/refused-view.tsx'

const words = {
  'waits-for-you': { label: 'Waits for you', appearance: 'moved' },
  'waits-for-others': { label: 'Waits for approval', appearance: 'inprogress' },
  approved: { label: 'Approved', appearance: 'success' },
  closed: { label: 'Closed', appearance: 'default' },
} as const

/** The panel in the portal: why a request waits, on whom, and what the requester can do. */
export function PortalPanel() {
  const [answer, setAnswer] = useState<PortalAnswer>()
  const [tries, setTries] = useState(1)

  // biome-ignore lint/correctness/useExhaustiveDependencies: each try draws anew
  useEffect(() => {
    void ask<Extract<PortalAnswer, { ok: true }>>('draw').then(setAnswer)
  }, [tries])

  function retry() {
    setAnswer(undefined)
    setTries((count) => count + 1)
  }

  if (answer === undefined) return <Loading what="Looking up your request" />
  if (!answer.ok) return <RefusedView refusal={answer} onRetry={retry} />
  return <PortalReport screen={answer.screen} />
}

/** What is no access request needs no panel, and the portal shows an empty one as none. */
function PortalReport({ screen: { state, sentence, todo, waitsOn } }: { readonly screen: PortalScreen }) {
  if (state === 'no-request') return null
  const { label, appearance } = words[state]
  return (
    <Stack space="space.150" alignInline="start">
      <Heading as="h3" size="small">
        Your access request
      </Heading>
      <Lozenge appearance={appearance}>{label}</Lozenge>
      <Text>{sentence}</Text>
      {todo.length > 0 && (
        <Stack space="space.050">
          <Heading as="h4" size="xsmall">
            What you can do
          </Heading>
          <List type="unordered">
            {todo.map(({ message, remedy }) => (
              <ListItem key={message}>
                <Text>
                  {message} {remedy}
                </Text>
              </ListItem>
            ))}
          </List>
        </Stack>
      )}
      {waitsOn.length > 0 && (
        <Stack space="space.050">
          <Heading as="h4" size="xsmall">
            It waits for
          </Heading>
          <List type="unordered">
            {waitsOn.map((name) => (
              <ListItem key={name}>
                <Text>{name}</Text>
              </ListItem>
            ))}
          </List>
        </Stack>
      )}
    </Stack>
  )
}
