import { Button } from '@forge/react'
import { type ReactNode, useState } from 'react'
import type { Refusal } from '../../admin/admin-answer.ts'
import { Dialog } from '../issue/dialog.tsx'

interface ConfirmButtonProps {
  /** What the button says, and the dialog's question. */
  readonly label: string
  readonly title: string
  readonly verb: string
  readonly appearance: 'primary' | 'danger' | 'warning'
  readonly isDisabled?: boolean
  /** Does it; gives why it was not done. */
  readonly onConfirm: () => Promise<Refusal | undefined>
  /** What will happen. */
  readonly children: ReactNode
}

/** A button that does nothing before somebody has read what will happen and said yes. */
export function ConfirmButton({ label, isDisabled = false, children, ...dialog }: ConfirmButtonProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button appearance={dialog.appearance} isDisabled={isDisabled} onClick={() => setOpen(true)}>
        {label}
      </Button>
      {isOpen && (
        <Dialog {...dialog} onClose={() => setOpen(false)}>
          {children}
        </Dialog>
      )}
    </>
  )
}
