import Modal, { ModalBody, ModalFooter, ModalHeader, ModalTitle, ModalTransition } from '@atlaskit/modal-dialog'
import Popup from '@atlaskit/popup'
import Tooltip from '@atlaskit/tooltip'
import { useRef } from 'react'
import { InDialog } from './around.ts'
import { Draw, DrawAll, Inside } from './draw.tsx'
import { wrapped } from './forge-doc.ts'
import { call, flag, pick, text } from './read-props.ts'
import type { Renderer } from './renderer.ts'

// Atlaskit keeps a dialog that is taken away until it has faded, and asks for children with keys of their own.
const DrawnModalTransition: Renderer = ({ doc }) => (
  <ModalTransition>
    {doc.children.map((child) => (
      <Draw key={child.key} doc={child} />
    ))}
  </ModalTransition>
)

const DrawnModal: Renderer = ({ doc }) => (
  <Modal
    {...pick(
      doc,
      'width',
      'height',
      'shouldScrollInViewport',
      'shouldCloseOnOverlayClick',
      'shouldCloseOnEscapePress',
      'label',
      'testId',
    )}
    onClose={() => call(doc, 'onClose')()}
  >
    <InDialog.Provider value={true}>
      <Inside doc={doc} />
    </InDialog.Provider>
  </Modal>
)

const DrawnModalHeader: Renderer = ({ doc }) => (
  <ModalHeader>
    <Inside doc={doc} />
  </ModalHeader>
)

const DrawnModalTitle: Renderer = ({ doc }) => (
  <ModalTitle {...pick(doc, 'appearance', 'isMultiline')}>
    <Inside doc={doc} />
  </ModalTitle>
)

const DrawnModalBody: Renderer = ({ doc }) => (
  <ModalBody>
    <Inside doc={doc} />
  </ModalBody>
)

const DrawnModalFooter: Renderer = ({ doc }) => (
  <ModalFooter>
    <Inside doc={doc} />
  </ModalFooter>
)

const DrawnTooltip: Renderer = ({ doc }) => (
  <Tooltip
    {...pick(doc, 'position', 'delay', 'truncate', 'testId')}
    content={text(doc, 'content') ?? text(doc, 'text') ?? ''}
  >
    {(handlers) => (
      <span {...handlers}>
        <Inside doc={doc} />
      </span>
    )}
  </Tooltip>
)

const DrawnPopup: Renderer = ({ doc }) => (
  <Popup
    {...pick(doc, 'id', 'placement', 'shouldFlip', 'autoFocus', 'role', 'label', 'titleId', 'testId')}
    isOpen={flag(doc, 'isOpen')}
    onClose={() => call(doc, 'onClose')()}
    content={() => <DrawAll docs={wrapped(doc, 'content')} />}
    trigger={({ ref, ...handlers }) => (
      <span ref={ref} {...handlers}>
        <DrawAll docs={wrapped(doc, 'trigger')} />
      </span>
    )}
  />
)

// UI Kit itself keeps the value and checks it; what is left for the page is which of the two views is there.
const DrawnInlineEdit: Renderer = ({ doc }) => {
  const form = useRef<HTMLFormElement>(null)
  const label = text(doc, 'label')
  if (!flag(doc, 'isEditing')) {
    return (
      <div>
        {label === undefined ? null : <div>{label}</div>}
        <button
          type="button"
          aria-label={text(doc, 'editButtonLabel') ?? `Edit ${label ?? ''}`}
          onClick={() => call(doc, 'onEdit')()}
        >
          <DrawAll docs={wrapped(doc, 'readView')} />
        </button>
      </div>
    )
  }
  return (
    <form
      ref={form}
      onKeyDown={(event) => {
        if (event.key === 'Escape') call(doc, 'onCancel')()
      }}
      onSubmit={(event) => {
        event.preventDefault()
        call(doc, 'onConfirm')()
      }}
    >
      {label === undefined ? null : <div>{label}</div>}
      <DrawAll docs={wrapped(doc, 'editView')} />
      <button type="submit" aria-label={text(doc, 'confirmButtonLabel') ?? 'Confirm'}>
        ✓
      </button>
      <button
        type="button"
        aria-label={text(doc, 'cancelButtonLabel') ?? 'Cancel'}
        onClick={() => call(doc, 'onCancel')()}
      >
        ×
      </button>
    </form>
  )
}

const DrawnComment: Renderer = ({ doc }) => {
  const author = textOf(doc.props.author)
  return (
    <article aria-label={`Comment of ${author}`}>
      <DrawAll docs={wrapped(doc, 'avatar')} />
      <strong>{author}</strong> <span>{textOf(doc.props.time)}</span>
      <DrawAll docs={wrapped(doc, 'content')} />
    </article>
  )
}

function textOf(part: unknown): string {
  return String(Object(part).text ?? '')
}

/** What lies over something else, or takes its place. */
export const layers = {
  ModalTransition: DrawnModalTransition,
  Modal: DrawnModal,
  ModalHeader: DrawnModalHeader,
  ModalTitle: DrawnModalTitle,
  ModalBody: DrawnModalBody,
  ModalFooter: DrawnModalFooter,
  Tooltip: DrawnTooltip,
  Popup: DrawnPopup,
  InlineEdit: DrawnInlineEdit,
  Comment: DrawnComment,
} as const satisfies Readonly<Record<string, Renderer>>
