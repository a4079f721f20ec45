import {
  Button,
  Form,
  LoadingButton,
  Modal,
  ModalBody,
  ModalFooter,
  ModalHeader,
  ModalTitle,
  Stack,
} from '@forge/react'
import { type ReactNode, useState } from 'react'
import type { ScreenRefusal } from '../../screen/issue-screen.ts'
import { OutcomeMessage } from './outcome.tsx'

interface DialogProps {
  readonly title: string
  /** What the button says that does it. */
  readonly verb: string
  readonly appearance: 'primary' | 'danger' | 'warning'
  /** Does it; gives why it was not done. */
  readonly onConfirm: () => Promise<ScreenRefusal | undefined>
  readonly onClose: () => void
  readonly children: ReactNode
}

/** Asks before something is done. It closes once it is done; where it is refused, it stays as it was and says why. */
export function Dialog({ title, verb, appearance, onConfirm, onClose, children }: DialogProps) {
  const [isBusy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<ScreenRefusal>()

  async function confirm() {
    if (isBusy) return
    setBusy(true)
    const refused = await onConfirm()
    setBusy(false)
    setRefusal(refused)
    if (refused === undefined) onClose()
  }

  return (
    <Modal onClose={onClose} label={title}>
      <Form onSubmit={confirm}>
        <ModalHeader>
          <ModalTitle>{title}</ModalTitle>
        </ModalHeader>
        <ModalBody>
          <Stack space="space.100">
            {children}
            <OutcomeMessage outcome={refusal} />
          </Stack>
        </ModalBody>
        <ModalFooter>
          <Button appearance="subtle" isDisabled={isBusy} onClick={onClose}>
            Cancel
          </Button>
          <LoadingButton type="submit" appearance={appearance} isLoading={isBusy}>
            {verb}
          </LoadingButton>
        </ModalFooter>
      </Form>
    </Modal>
  )
}
