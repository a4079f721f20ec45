import { Label, Select, Stack, Text } from '@forge/react'
import { useState } from 'react'
import type { DecisionRole, IssueScreen, ScreenMay, ScreenRefusal } from '../../screen/issue-screen.ts'
import { Dialog } from './dialog.tsx'
import { MaterialFields } from './material-fields.tsx'
import type { Place } from './place.ts'
import { Sentence } from './sentence.tsx'

/** What can be decided. */
export type Decision = 'approved' | 'rejected' | 'withdrawn'

const words = {
  approved: {
    title: 'Approve this request?',
    verb: 'Approve',
    appearance: 'primary',
    meaning:
      'You say that this access, exactly as it stands here, may be given. Your decision is sealed with your account and the time. If one of these fields changes afterwards, your approval no longer counts.',
  },
  rejected: {
    title: 'Decline this request?',
    verb: 'Decline',
    appearance: 'danger',
    meaning:
      'You say that this access may not be given. Approvals given so far no longer count. Your decision is sealed with your account and the time.',
  },
  withdrawn: {
    title: 'Withdraw your approval?',
    verb: 'Withdraw',
    appearance: 'warning',
    meaning: 'Your approval no longer counts. That you gave it, and withdrew it, stays on record.',
  },
} as const satisfies Record<Decision, object>

/** Says what somebody decides: in which of their rights, about exactly the fields that they were shown. */
export interface DecisionMade {
  readonly decision: Decision
  readonly group?: string
  readonly onBehalfOf?: string
  readonly digest: string
}

interface DecisionDialogProps {
  readonly decision: Decision
  readonly screen: IssueScreen
  readonly place: Place
  readonly onDecide: (made: DecisionMade) => Promise<ScreenRefusal | undefined>
  readonly onClose: () => void
}

/** Shows exactly what a decision is about, and what it means, before it is made. */
export function DecisionDialog({ decision, screen, place, onDecide, onClose }: DecisionDialogProps) {
  // What was shown when the dialog opened is what is decided about, whatever is drawn behind it.
  const [{ fields, may, digest = '' }] = useState(screen)
  const roles = rolesFor(decision, may)
  const [role, setRole] = useState(roles[0])
  const { title, verb, appearance, meaning } = words[decision]

  function decide() {
    const { group, onBehalfOf } = role ?? alone
    return onDecide({ decision, ...(group && { group }), ...(onBehalfOf && { onBehalfOf }), digest })
  }

  return (
    <Dialog title={title} verb={verb} appearance={appearance} onConfirm={decide} onClose={onClose}>
      <MaterialFields fields={fields} place={place} />
      {roles.length > 1 && <RolePicker roles={roles} role={role} onChange={setRole} />}
      {decision === 'approved' && may.beware && <Sentence said={may.beware} />}
      <Text>{meaning}</Text>
    </Dialog>
  )
}

const alone: Pick<DecisionRole, 'group' | 'onBehalfOf'> = {}

/** Whoever withdraws takes back what they gave, in whatever right they gave it. */
function rolesFor(decision: Decision, { approve, decline }: ScreenMay): readonly DecisionRole[] {
  if (decision === 'withdrawn') return []
  return decision === 'approved' ? approve : decline
}

interface RolePickerProps {
  readonly roles: readonly DecisionRole[]
  readonly role: DecisionRole | undefined
  readonly onChange: (role: DecisionRole | undefined) => void
}

function RolePicker({ roles, role, onChange }: RolePickerProps) {
  const options = roles.map(({ label }, at) => ({ label, value: String(at) }))
  return (
    <Stack space="space.050">
      <Label labelFor="decide-as">Decide as</Label>
      <Select
        inputId="decide-as"
        options={options}
        value={options.find((_, at) => roles[at] === role) ?? null}
        onChange={(choice: { readonly value: string } | null) => onChange(roles[Number(choice?.value ?? 0)])}
      />
    </Stack>
  )
}
