import { ButtonGroup } from '@atlaskit/button'
import Button, { LinkButton } from '@atlaskit/button/new'
import { Pressable } from '@atlaskit/primitives'
import { useGoTo } from '../product.ts'
import { useSubmit } from './around.ts'
import { Inside } from './draw.tsx'
import type { ForgeDoc } from './forge-doc.ts'
import { flag, oneOf, pick, text } from './read-props.ts'
import type { Renderer } from './renderer.ts'
import { sendEvent } from './send-event.ts'
import { xcssToStyle } from './xcss-to-style.ts'

const appearances = ['default', 'primary', 'subtle', 'warning', 'danger', 'discovery'] as const
const passed = ['autoFocus', 'isDisabled', 'isSelected', 'shouldFitContainer', 'testId']

// Jira's own buttons have no look of a link any more; UI Kit draws those as subtle ones.
function appearanceOf(doc: ForgeDoc): (typeof appearances)[number] {
  return /link/.test(text(doc, 'appearance') ?? '') ? 'subtle' : oneOf(doc, 'appearance', appearances)
}

function spacingOf(doc: ForgeDoc): 'default' | 'compact' {
  return doc.props.spacing === 'compact' || doc.props.spacing === 'none' ? 'compact' : 'default'
}

const DrawnButton: Renderer = ({ doc }) => {
  const submit = useSubmit()
  const type = oneOf(doc, 'type', ['button', 'submit', 'reset'])
  return (
    <Button
      {...pick(doc, ...passed)}
      appearance={appearanceOf(doc)}
      spacing={spacingOf(doc)}
      isLoading={flag(doc, 'isLoading')}
      type={submit === undefined && type === 'submit' ? 'button' : type}
      onClick={sendEvent(doc, 'onClick')}
      onBlur={sendEvent(doc, 'onBlur')}
      onFocus={sendEvent(doc, 'onFocus')}
    >
      <Inside doc={doc} />
    </Button>
  )
}

const DrawnLinkButton: Renderer = ({ doc }) => {
  const goTo = useGoTo()
  const href = text(doc, 'href') ?? ''
  const away = flag(doc, 'openNewTab') || doc.props.target === '_blank'
  return (
    <LinkButton
      {...pick(doc, ...passed)}
      appearance={appearanceOf(doc)}
      spacing={spacingOf(doc)}
      href={href}
      {...(away ? { target: '_blank' } : {})}
      onClick={(event) => {
        if (away) return
        event.preventDefault()
        goTo(href)
      }}
    >
      <Inside doc={doc} />
    </LinkButton>
  )
}

const DrawnButtonGroup: Renderer = ({ doc }) => (
  <ButtonGroup {...pick(doc, 'label', 'titleId')}>
    <Inside doc={doc} />
  </ButtonGroup>
)

const DrawnPressable: Renderer = ({ doc }) => (
  <Pressable
    {...pick(doc, 'isDisabled', 'testId')}
    style={xcssToStyle({
      ...pick(doc, 'backgroundColor', 'padding', 'paddingBlock', 'paddingInline'),
      ...Object(doc.props.xcss),
    })}
    onClick={sendEvent(doc, 'onClick')}
  >
    <Inside doc={doc} />
  </Pressable>
)

/** What is pressed. */
export const buttons = {
  Button: DrawnButton,
  LoadingButton: DrawnButton,
  LinkButton: DrawnLinkButton,
  ButtonGroup: DrawnButtonGroup,
  Pressable: DrawnPressable,
} as const satisfies Readonly<Record<string, Renderer>>
