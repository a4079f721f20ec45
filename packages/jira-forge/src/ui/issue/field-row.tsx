import { Button, ButtonGroup, Form, HelperMessage, Inline, LoadingButton, Stack } from '@forge/react'
import { useState } from 'react'
import type { Fix, ScreenField, ScreenRefusal } from '../../screen/issue-screen.ts'
import { type FindEntitlements, FixInput } from './fix-input.tsx'
import { inSentence } from './in-sentence.ts'
import { LabelledValue } from './labelled-value.tsx'
import { OutcomeMessage } from './outcome.tsx'
import type { Place } from './place.ts'
import { Violations } from './violations.tsx'

/** Sets a field; gives why it could not be set. */
export type SetField = (field: ScreenField, value: string) => Promise<ScreenRefusal | undefined>

interface FieldRowProps {
  readonly field: ScreenField
  readonly place: Place
  /** Whether there are approvals that a change would make void. */
  readonly approved: boolean
  readonly onSet: SetField
  readonly find: FindEntitlements
}

/** Shows one field: what it says, which rules it breaks, and how to set it in place. */
export function FieldRow(props: FieldRowProps) {
  const { field, place } = props
  const { label, violations, fix } = field
  const [isOpen, setOpen] = useState(violations.length > 0)
  // The button takes the focus over from the form that it takes the place of.
  const [wasOpen, setWasOpen] = useState(false)

  function close() {
    setOpen(false)
    setWasOpen(true)
  }

  return (
    <Stack space="space.050" alignInline="stretch">
      <LabelledValue field={field} place={place}>
        {fix && !isOpen && (
          <Button spacing="compact" appearance="subtle" autoFocus={wasOpen} onClick={() => setOpen(true)}>
            {`Change ${inSentence(label)}`}
          </Button>
        )}
      </LabelledValue>
      <Violations violations={violations} />
      {fix && isOpen && <FixForm {...props} fix={fix} onClose={close} />}
    </Stack>
  )
}

interface FixFormProps extends FieldRowProps {
  readonly fix: Fix
  readonly onClose: () => void
}

/** What was entered stays until it is saved or given up. */
function FixForm({ fix, field, place, approved, onSet, find, onClose }: FixFormProps) {
  const label = inSentence(field.label)
  const [value, setValue] = useState('')
  const [isSaving, setSaving] = useState(false)
  const [refusal, setRefusal] = useState<ScreenRefusal>()

  async function save() {
    if (isSaving) return
    if (value === '') return setRefusal(nothingChosen(label))
    setSaving(true)
    const refused = await onSet(field, value)
    setSaving(false)
    setRefusal(refused)
    if (refused === undefined) onClose()
  }

  return (
    <Form onSubmit={save}>
      <Stack space="space.100">
        <FixInput fix={fix} label={`New ${label}`} value={value} place={place} onChange={setValue} find={find} />
        {approved && field.material && <HelperMessage>Approvals given so far will no longer count.</HelperMessage>}
        <OutcomeMessage outcome={refusal} />
        <Inline>
          <ButtonGroup label={`Change ${label}`}>
            <LoadingButton type="submit" appearance="primary" spacing="compact" isLoading={isSaving}>
              {`Save ${label}`}
            </LoadingButton>
            <Button spacing="compact" appearance="subtle" isDisabled={isSaving} onClick={onClose}>
              Cancel
            </Button>
          </ButtonGroup>
        </Inline>
      </Stack>
    </Form>
  )
}

function nothingChosen(label: string): ScreenRefusal {
  return {
    ok: false,
    code: 'nothing-chosen',
    message: 'Nothing is filled in yet.',
    help: `Fill in the new ${label} and save again.`,
  }
}
