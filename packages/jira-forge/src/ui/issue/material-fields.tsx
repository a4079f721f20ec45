import { List, ListItem, Text } from '@forge/react'
import type { ScreenField } from '../../screen/issue-screen.ts'
import { FieldValue } from './field-value.tsx'
import type { Place } from './place.ts'

interface MaterialFieldsProps {
  readonly fields: readonly ScreenField[]
  readonly place: Place
}

/** Lists exactly what a decision is about. */
export function MaterialFields({ fields, place }: MaterialFieldsProps) {
  return (
    <List type="unordered">
      {fields
        .filter(({ material }) => material)
        .map(({ field, label, shown }) => (
          <ListItem key={field}>
            <Text>
              <Text as="strong">{label}:</Text> <FieldValue shown={shown} place={place} />
            </Text>
          </ListItem>
        ))}
    </List>
  )
}
