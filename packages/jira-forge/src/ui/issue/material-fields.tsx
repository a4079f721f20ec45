import { Stack } from '@forge/react'
import type { ScreenField } from '../../screen/issue-screen.ts'
import { LabelledValue } from './labelled-value.tsx'
import type { Place } from './place.ts'

interface MaterialFieldsProps {
  readonly fields: readonly ScreenField[]
  readonly place: Place
}

/** Shows exactly what a decision is about. */
export function MaterialFields({ fields, place }: MaterialFieldsProps) {
  return (
    <Stack space="space.050">
      {fields
        .filter(({ material }) => material)
        .map((field) => (
          <LabelledValue key={field.field} field={field} place={place} />
        ))}
    </Stack>
  )
}
