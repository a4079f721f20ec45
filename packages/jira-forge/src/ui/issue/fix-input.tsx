import {
  Button,
  ButtonGroup,
  DatePicker,
  HelperMessage,
  Label,
  Select,
  Stack,
  TextArea,
  UserPicker,
} from '@forge/react'
import { useRef, useState } from 'react'
import type { Fix, FixChoice } from '../../screen/issue-screen.ts'
import { type Place, sayDay } from './place.ts'

/** Finds entitlements of the catalogue by what somebody has typed. */
export type FindEntitlements = (text: string) => Promise<readonly FixChoice[]>

interface FixInputProps<Kind extends Fix = Fix> {
  readonly fix: Kind
  readonly label: string
  readonly value: string
  readonly place: Place
  readonly onChange: (value: string) => void
  readonly find: FindEntitlements
}

type Input<Kind extends Fix['kind']> = FixInputProps<Extract<Fix, { readonly kind: Kind }>>

/** Shows the one input that fits a field, under its label. */
export function FixInput(props: FixInputProps) {
  const { fix } = props
  switch (fix.kind) {
    case 'user':
      return <UserInput {...props} fix={fix} />
    case 'date':
      return <DateInput {...props} fix={fix} />
    case 'entitlement':
      return <EntitlementInput {...props} fix={fix} />
    case 'choice':
      return <ChoiceInput {...props} fix={fix} />
    case 'text':
      return <TextInput {...props} fix={fix} />
  }
}

/** The picker says who is chosen; the buttons choose those whom the catalogue names. */
function UserInput({ fix, label, onChange }: Input<'user'>) {
  const [preset, setPreset] = useState<string>()
  function choose(account: string) {
    setPreset(account)
    onChange(account)
  }
  return (
    <Stack space="space.050" alignInline="start">
      {/* A picker takes its preset only when it appears. */}
      <UserPicker
        key={preset ?? ''}
        label={label}
        name={fix.field}
        {...(preset !== undefined && { defaultValue: preset })}
        onChange={(user) => onChange(user?.id ?? '')}
      />
      {fix.suggested.length > 0 && (
        <ButtonGroup label={`Suggestions for ${label}`}>
          {fix.suggested.map(({ value, label: name }) => (
            <Button key={value} spacing="compact" onClick={() => choose(value)}>
              {`Choose ${name}`}
            </Button>
          ))}
        </ButtonGroup>
      )}
    </Stack>
  )
}

function DateInput({ fix, label, value, place, onChange }: Input<'date'>) {
  const { field, min, max } = fix
  return (
    <Stack space="space.050">
      <Label labelFor={inputId(fix)}>{label}</Label>
      <DatePicker
        id={inputId(fix)}
        name={field}
        value={value}
        minDate={min}
        {...(max !== undefined && { maxDate: max })}
        locale={place.locale}
        placeholder="Choose a day"
        onChange={onChange}
      />
      <HelperMessage>
        {max === undefined
          ? `From ${sayDay(min, place)} on.`
          : `From ${sayDay(min, place)} to ${sayDay(max, place)}, the last day that the catalogue allows.`}
      </HelperMessage>
    </Stack>
  )
}

function EntitlementInput({ fix, label, value, onChange, find }: Input<'entitlement'>) {
  const [choices, setChoices] = useState(fix.choices)
  const asked = useRef('')

  async function search(text: string) {
    asked.current = text
    const found = text.trim() === '' ? fix.choices : await find(text)
    // What was typed last is what counts, whichever answer comes first.
    if (asked.current === text) setChoices(found)
  }

  return (
    <Stack space="space.050">
      <Label labelFor={inputId(fix)}>{label}</Label>
      <Select
        inputId={inputId(fix)}
        name={fix.field}
        options={[...choices]}
        value={chosen(choices, value)}
        placeholder="Type to search the catalogue"
        isSearchable
        {...(fix.more && { onInputChange: (text: string) => void search(text) })}
        onChange={(choice: FixChoice | null) => onChange(choice?.value ?? '')}
      />
      {fix.more && <HelperMessage>The first few are listed. Type a part of the name to find others.</HelperMessage>}
    </Stack>
  )
}

function ChoiceInput({ fix, label, value, onChange }: Input<'choice'>) {
  return (
    <Stack space="space.050">
      <Label labelFor={inputId(fix)}>{label}</Label>
      <Select
        inputId={inputId(fix)}
        name={fix.field}
        options={[...fix.choices]}
        value={chosen(fix.choices, value)}
        onChange={(choice: FixChoice | null) => onChange(choice?.value ?? '')}
      />
    </Stack>
  )
}

function TextInput({ fix, label, value, onChange }: Input<'text'>) {
  const { field, least, longest } = fix
  return (
    <Stack space="space.050">
      <Label labelFor={inputId(fix)}>{label}</Label>
      <TextArea
        id={inputId(fix)}
        name={field}
        value={value}
        maxLength={longest}
        onChange={({ target }) => onChange(String(target.value ?? ''))}
      />
      {least > 0 && <HelperMessage>At least {least} characters.</HelperMessage>}
    </Stack>
  )
}

/** What was chosen stays chosen while the list shows something else. */
function chosen(choices: readonly FixChoice[], value: string): FixChoice | null {
  if (value === '') return null
  return choices.find((choice) => choice.value === value) ?? { value, label: value }
}

function inputId({ field }: Fix): string {
  return `fix-${field}`
}
