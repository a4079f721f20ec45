import type { ShownValue } from '../../screen/issue-screen.ts'
import { Person } from './person.tsx'
import { type Place, sayDay } from './place.ts'

interface FieldValueProps {
  readonly shown: ShownValue
  readonly place: Place
}

/** Shows what a field says, inside a text. */
export function FieldValue({ shown, place }: FieldValueProps) {
  switch (shown.as) {
    case 'nothing':
      return <>not filled in</>
    case 'text':
      return <>{shown.text}</>
    case 'person':
      return <Person person={shown.person} />
    case 'day':
      return <>{sayDay(shown.day, place)}</>
  }
}
