import { Button, ButtonGroup, ModalTransition, Stack } from '@forge/react'
import { useState } from 'react'
import type { IssueScreen, ScreenRefusal } from '../../screen/issue-screen.ts'
import { type Decision, DecisionDialog, type DecisionMade } from './decision-dialog.tsx'
import { DelegateDialog, type DelegationMade } from './delegate-dialog.tsx'
import { type ExceptionAsked, ExceptionDialog } from './exception-dialog.tsx'
import type { Place } from './place.ts'
import { Sentence } from './sentence.tsx'

/** What can be done with the issue as a whole; each gives why it was not done. */
export interface Deeds {
  readonly decide: (made: DecisionMade) => Promise<ScreenRefusal | undefined>
  readonly askException: (asked: ExceptionAsked) => Promise<ScreenRefusal | undefined>
  readonly delegate: (made: DelegationMade) => Promise<ScreenRefusal | undefined>
  readonly endDelegation: (to: string) => Promise<ScreenRefusal | undefined>
}

interface ActionsProps {
  readonly screen: IssueScreen
  readonly place: Place
  readonly deeds: Omit<Deeds, 'endDelegation'>
}

/** The buttons that whoever looks may press, and why they may not decide where they may not. */
export function Actions({ screen, place, deeds }: ActionsProps) {
  const [open, setOpen] = useState<Decision | 'exception' | 'delegate'>()
  const { may } = screen
  const close = () => setOpen(undefined)

  return (
    <Stack space="space.050" alignInline="start">
      <ButtonGroup label="What you can do">
        {may.approve.length > 0 && (
          <Button appearance="primary" onClick={() => setOpen('approved')}>
            Approve
          </Button>
        )}
        {may.decline.length > 0 && <Button onClick={() => setOpen('rejected')}>Decline</Button>}
        {may.withdraw && <Button onClick={() => setOpen('withdrawn')}>Withdraw approval</Button>}
        {may.delegate && <Button onClick={() => setOpen('delegate')}>Delegate</Button>}
        {may.exceptions.length > 0 && <Button onClick={() => setOpen('exception')}>Ask for exception</Button>}
      </ButtonGroup>
      {may.whyNot !== undefined && <Sentence said={may.whyNot} />}
      <ModalTransition>
        {(open === 'approved' || open === 'rejected' || open === 'withdrawn') && (
          <DecisionDialog decision={open} screen={screen} place={place} onDecide={deeds.decide} onClose={close} />
        )}
        {open === 'exception' && (
          <ExceptionDialog rules={may.exceptions} place={place} onAsk={deeds.askException} onClose={close} />
        )}
        {open === 'delegate' && <DelegateDialog place={place} onDelegate={deeds.delegate} onClose={close} />}
      </ModalTransition>
    </Stack>
  )
}
