import { Inline, Text } from '@forge/react'
import type { Said, ScreenPerson } from '../../screen/issue-screen.ts'
import { Person } from './person.tsx'

/** Shows a sentence: as one text, or beside each other what Jira must show because nobody else knows the name. */
export function Sentence({ said }: { readonly said: Said }) {
  const parts = joined(said)
  if (!parts.some(isNameless)) return <Text>{parts.join('')}</Text>
  return (
    <Inline space="space.050" alignBlock="center" shouldWrap>
      {parts.map((part, at) =>
        typeof part === 'string' ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence have no names, and never change places
          <Text key={at}>{part}</Text>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <Person key={at} person={part} />
        ),
      )}
    </Inline>
  )
}

/** Puts names into the text around them, and leaves apart those of whom only the account is known. */
function joined(said: Said): readonly (string | ScreenPerson)[] {
  const parts: (string | ScreenPerson)[] = []
  for (const part of said) {
    const shown = typeof part === 'string' || isNameless(part) ? part : part.name
    const last = parts.at(-1)
    if (typeof last === 'string' && typeof shown === 'string') parts[parts.length - 1] = `${last}${shown}`
    else parts.push(shown)
  }
  return parts
}

function isNameless(part: string | ScreenPerson): boolean {
  return typeof part !== 'string' && part.accountId !== undefined && part.name === part.accountId
}
