import { Text } from '@forge/react'
import type { Said } from '../../screen/issue-screen.ts'
import { Person } from './person.tsx'

/** Shows a sentence with the people in it. */
export function Sentence({ said }: { readonly said: Said }) {
  return (
    <Text>
      <Words said={said} />
    </Text>
  )
}

/** Shows the words of a sentence where there is a text around them already. */
export function Words({ said }: { readonly said: Said }) {
  return (
    <>
      {said.map((part, at) =>
        // The parts of a sentence have no names, and never change places.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        typeof part === 'string' ? part : <Person key={at} person={part} />,
      )}
    </>
  )
}
