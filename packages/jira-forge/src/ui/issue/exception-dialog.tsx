import { DatePicker, Label, Select, Stack, Text, TextArea } from '@forge/react'
import { useState } from 'react'
import type { ExcusableRule, ScreenRefusal } from '../../screen/issue-screen.ts'
import { Dialog } from './dialog.tsx'
import type { Place } from './place.ts'

/** What somebody asks to be excused from, why, and until which day. */
export interface ExceptionAsked {
  readonly rules: readonly string[]
  readonly reason: string
  /** `YYYY-MM-DD`. */
  readonly until: string
}

interface ExceptionDialogProps {
  readonly rules: readonly ExcusableRule[]
  readonly place: Place
  readonly onAsk: (asked: ExceptionAsked) => Promise<ScreenRefusal | undefined>
  readonly onClose: () => void
}

/** Asks for an exception. It is only asked for here; who keeps the exceptions decides. */
export function ExceptionDialog({ rules, place, onAsk, onClose }: ExceptionDialogProps) {
  const [rule, setRule] = useState(rules[0]?.rule ?? '')
  const [reason, setReason] = useState('')
  const [until, setUntil] = useState('')
  const options = rules.map(({ rule: value, title }) => ({ value, label: title }))

  async function confirm() {
    if (rule === '' || reason.trim() === '' || until === '') return incomplete
    return onAsk({ rules: [rule], reason, until })
  }

  return (
    <Dialog title="Ask for an exception" verb="Ask" appearance="primary" onConfirm={confirm} onClose={onClose}>
      <Text>
        An exception lets one rule be broken for a while. You only ask for it here: whoever keeps your exceptions
        decides, and the request stays blocked until then.
      </Text>
      <Stack space="space.050">
        <Label labelFor="exception-rule">Rule</Label>
        <Select
          inputId="exception-rule"
          options={options}
          value={options.find(({ value }) => value === rule) ?? null}
          onChange={(choice: { readonly value: string } | null) => setRule(choice?.value ?? '')}
        />
      </Stack>
      <Stack space="space.050">
        <Label labelFor="exception-reason">Reason</Label>
        <TextArea
          id="exception-reason"
          name="reason"
          value={reason}
          maxLength={1000}
          onChange={({ target }) => setReason(String(target.value ?? ''))}
        />
      </Stack>
      <Stack space="space.050">
        <Label labelFor="exception-until">Until</Label>
        <DatePicker
          id="exception-until"
          name="until"
          value={until}
          locale={place.locale}
          placeholder="Choose a day"
          onChange={setUntil}
        />
      </Stack>
    </Dialog>
  )
}

const incomplete: ScreenRefusal = {
  ok: false,
  code: 'exception-incomplete',
  message: 'Something is not filled in yet.',
  help: 'Choose a rule, say why, and name a last day.',
}
