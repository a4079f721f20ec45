import { Heading, List, ListItem, Lozenge, Stack, Text } from '@forge/react'
import type { ScreenFinding, ScreenNight } from '../../screen/issue-screen.ts'
import { type Place, sayMoment } from './place.ts'
import { Sentence } from './sentence.tsx'

const appearances = {
  low: 'default',
  medium: 'moved',
  high: 'removed',
  critical: 'removed',
} as const satisfies Record<ScreenFinding['severity'], string>

/** Shows what last night's reconciliation left on the issue. */
export function Night({ night, place }: { readonly night: ScreenNight; readonly place: Place }) {
  const { at, complete, findings } = night
  return (
    <Stack space="space.100">
      <Heading as="h4" size="xsmall">
        What last night saw
      </Heading>
      <Text>As written by the night of {sayMoment(at, place)}. It is for information and changes no decision.</Text>
      {!complete && <Text>Not everything could be read that night, so more may be wrong than is said here.</Text>}
      {findings.length === 0 && complete && <Text>What the systems hold is what this issue says.</Text>}
      {findings.length > 0 && (
        <List type="unordered">
          {findings.map((finding, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: what a night wrote is shown once, and never changes places
            <ListItem key={index}>
              <Lozenge appearance={appearances[finding.severity]}>{`${finding.severity} severity`}</Lozenge>
              <Sentence
                said={[...finding.message, ' ', ...finding.action, ` Since ${sayMoment(finding.since, place)}.`]}
              />
            </ListItem>
          ))}
        </List>
      )}
    </Stack>
  )
}
