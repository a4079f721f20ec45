import { Checkbox, DatePicker, Label, Stack, Text, UserPicker } from '@forge/react'
import { useState } from 'react'
import type { ScreenRefusal } from '../../screen/issue-screen.ts'
import { Dialog } from './dialog.tsx'
import type { Place } from './place.ts'

/** Who is to decide in somebody's place, and until which day. */
export interface DelegationMade {
  /** An account. */
  readonly to: string
  /** `YYYY-MM-DD`. */
  readonly until: string
  /** Only about the access of this request. */
  readonly onlyThis: boolean
}

interface DelegateDialogProps {
  readonly place: Place
  readonly onDelegate: (made: DelegationMade) => Promise<ScreenRefusal | undefined>
  readonly onClose: () => void
}

/** Lets somebody else decide in one's place for a while. */
export function DelegateDialog({ place, onDelegate, onClose }: DelegateDialogProps) {
  const [to, setTo] = useState('')
  const [until, setUntil] = useState('')
  const [onlyThis, setOnlyThis] = useState(true)

  async function confirm() {
    return to === '' || until === '' ? incomplete : onDelegate({ to, until, onlyThis })
  }

  return (
    <Dialog title="Delegate your decisions" verb="Delegate" appearance="primary" onConfirm={confirm} onClose={onClose}>
      <Text>
        Whoever you choose can decide in your place until the day that you name. You can still decide yourself. Every
        decision says who made it and in whose place.
      </Text>
      <UserPicker label="Who decides in your place" name="to" onChange={(user) => setTo(user?.id ?? '')} />
      <Stack space="space.050">
        <Label labelFor="delegate-until">Until</Label>
        <DatePicker
          id="delegate-until"
          name="until"
          value={until}
          locale={place.locale}
          placeholder="Choose a day"
          onChange={setUntil}
        />
      </Stack>
      <Checkbox
        label="Only for the access that this request asks for"
        isChecked={onlyThis}
        onChange={({ target }) => setOnlyThis(target.checked === true)}
      />
    </Dialog>
  )
}

const incomplete: ScreenRefusal = {
  ok: false,
  code: 'delegation-incomplete',
  message: 'Something is not filled in yet.',
  help: 'Choose a person and name a last day.',
}
