import EmptyState from '@atlaskit/empty-state'
import ProgressBar from '@atlaskit/progress-bar'
import { ProgressTracker } from '@atlaskit/progress-tracker'
import SectionMessage, { SectionMessageAction } from '@atlaskit/section-message'
import Spinner from '@atlaskit/spinner'
import type { ReactElement, ReactNode } from 'react'
import { useGoTo } from '../product.ts'
import { DrawAll, Inside } from './draw.tsx'
import { type ForgeDoc, nodesOf } from './forge-doc.ts'
import { call, flag, list, number, oneOf, pick, text, textIn } from './read-props.ts'
import type { Renderer } from './renderer.ts'

const DrawnSectionMessage: Renderer = ({ doc }) => {
  const goTo = useGoTo()
  const actions = nodesOf(doc.props.actions).map((action) => sectionAction(action, goTo))
  const look = {
    appearance: oneOf(doc, 'appearance', ['information', 'warning', 'error', 'success', 'discovery']),
    ...(actions.length === 0 ? {} : { actions }),
  } as const
  const title = text(doc, 'title')
  return title === undefined ? (
    <SectionMessage {...look}>
      <Inside doc={doc} />
    </SectionMessage>
  ) : (
    <SectionMessage {...look} title={title}>
      <Inside doc={doc} />
    </SectionMessage>
  )
}

// Atlaskit puts the dots between actions itself, so each must be an element of its own.
function sectionAction(doc: ForgeDoc, goTo: (href: string) => void): ReactElement {
  const href = text(doc, 'href')
  const press = call(doc, 'onClick')
  return (
    <SectionMessageAction
      key={doc.key}
      onClick={() => {
        press()
        if (href !== undefined) goTo(href)
      }}
    >
      {textIn(doc)}
    </SectionMessageAction>
  )
}

const DrawnSectionMessageAction: Renderer = ({ doc }) => sectionAction(doc, useGoTo())

const DrawnEmptyState: Renderer = ({ doc }) => (
  <EmptyState
    {...pick(doc, 'headingLevel', 'isLoading', 'width', 'testId', 'buttonGroupLabel')}
    header={text(doc, 'header') ?? ''}
    description={slot(doc, 'description')}
    primaryAction={slot(doc, 'primaryAction')}
    secondaryAction={slot(doc, 'secondaryAction')}
    tertiaryAction={slot(doc, 'tertiaryAction')}
  />
)

function slot(doc: ForgeDoc, name: string): ReactNode {
  const nodes = nodesOf(doc.props[name], name)
  return nodes.length === 0 ? undefined : <DrawAll docs={nodes} />
}

const DrawnSpinner: Renderer = ({ doc }) => (
  <Spinner {...pick(doc, 'size', 'appearance', 'delay', 'testId')} label={text(doc, 'label') ?? 'Loading'} />
)

const DrawnProgressBar: Renderer = ({ doc }) => (
  <ProgressBar
    {...pick(doc, 'appearance', 'isIndeterminate', 'testId')}
    ariaLabel={text(doc, 'ariaLabel') ?? 'Progress'}
    value={number(doc, 'value', 0)}
  />
)

interface Stage {
  readonly id: string
  readonly label: string
  readonly percentageComplete: number
  readonly status: 'unvisited' | 'visited' | 'current' | 'disabled'
}

const DrawnProgressTracker: Renderer = ({ doc }) => (
  <ProgressTracker
    {...pick(doc, 'spacing', 'label', 'testId')}
    animated={flag(doc, 'animated')}
    items={(list(doc, 'items') as readonly Stage[]).map((stage) => ({ ...stage, noLink: true }))}
  />
)

/** What says how things stand. */
export const messages = {
  SectionMessage: DrawnSectionMessage,
  SectionMessageAction: DrawnSectionMessageAction,
  EmptyState: DrawnEmptyState,
  Spinner: DrawnSpinner,
  ProgressBar: DrawnProgressBar,
  ProgressTracker: DrawnProgressTracker,
} as const satisfies Readonly<Record<string, Renderer>>
