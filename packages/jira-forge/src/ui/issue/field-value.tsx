import { Text } from '@forge/react'
import type { ShownValue } from '../../screen/issue-screen.ts'
import { Person } from './person.tsx'
import { type Place, sayDay } from './place.ts'

interface FieldValueProps {
  readonly shown: ShownValue
  readonly place: Place
}

/** Shows what a field says. */
export function FieldValue({ shown, place }: FieldValueProps) {
  switch (shown.as) {
    case 'nothing':
      return <Text>not filled in</Text>
    case 'text':
      return <Text>{shown.text}</Text>
    case 'person':
      return <Person person={shown.person} />
    case 'day':
      return <Text>{sayDay(shown.day, place)}</Text>
  }
}
