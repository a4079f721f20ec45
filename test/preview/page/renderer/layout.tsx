import { Bleed, Inline, Stack } from '@atlaskit/primitives'
import { Inside } from './draw.tsx'
import { pick, text } from './read-props.ts'
import type { Renderer } from './renderer.ts'
import { xcssToStyle } from './xcss-to-style.ts'

const paddings = [
  'padding',
  'paddingBlock',
  'paddingBlockStart',
  'paddingBlockEnd',
  'paddingInline',
  'paddingInlineStart',
  'paddingInlineEnd',
]

const Everything: Renderer = ({ doc }) => <Inside doc={doc} />

const DrawnBox: Renderer = ({ doc }) => (
  <div
    role={text(doc, 'role')}
    data-testid={text(doc, 'testId')}
    style={xcssToStyle({ ...pick(doc, 'backgroundColor', ...paddings), ...Object(doc.props.xcss) })}
  >
    <Inside doc={doc} />
  </div>
)

const DrawnInline: Renderer = ({ doc }) => (
  <Inline
    {...pick(
      doc,
      'space',
      'rowSpace',
      'alignBlock',
      'alignInline',
      'spread',
      'shouldWrap',
      'separator',
      'grow',
      'testId',
    )}
  >
    <Inside doc={doc} />
  </Inline>
)

const DrawnStack: Renderer = ({ doc }) => (
  <Stack {...pick(doc, 'space', 'alignBlock', 'alignInline', 'spread', 'grow', 'testId')}>
    <Inside doc={doc} />
  </Stack>
)

const DrawnBleed: Renderer = ({ doc }) => (
  <Bleed {...pick(doc, 'all', 'block', 'inline', 'testId')}>
    <Inside doc={doc} />
  </Bleed>
)

/** Where things stand. */
export const layout = {
  Root: Everything,
  Fragment: Everything,
  ContentWrapper: Everything,
  Box: DrawnBox,
  Inline: DrawnInline,
  Stack: DrawnStack,
  Bleed: DrawnBleed,
} as const satisfies Readonly<Record<string, Renderer>>
