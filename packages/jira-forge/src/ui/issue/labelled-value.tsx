import { Inline, Text } from '@forge/react'
import type { ReactNode } from 'react'
import type { ScreenField } from '../../screen/issue-screen.ts'
import { FieldValue } from './field-value.tsx'
import type { Place } from './place.ts'

interface LabelledValueProps {
  readonly field: Pick<ScreenField, 'label' | 'shown'>
  readonly place: Place
  /** What stands behind the value. */
  readonly children?: ReactNode
}

/** Shows a field as its label and its value, beside each other. */
export function LabelledValue({ field: { label, shown }, place, children }: LabelledValueProps) {
  return (
    <Inline space="space.100" alignBlock="center" shouldWrap>
      <Text weight="bold">{label}:</Text>
      <FieldValue shown={shown} place={place} />
      {children}
    </Inline>
  )
}
