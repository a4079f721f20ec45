import Badge from '@atlaskit/badge'
import { Code, CodeBlock } from '@atlaskit/code'
import Heading from '@atlaskit/heading'
import Link from '@atlaskit/link'
import Lozenge from '@atlaskit/lozenge'
import { Text } from '@atlaskit/primitives'
import { SimpleTag } from '@atlaskit/tag'
import TagGroup from '@atlaskit/tag-group'
import { useGoTo } from '../product.ts'
import { Inside } from './draw.tsx'
import { number, oneOf, pick, text, textIn } from './read-props.ts'
import type { Renderer } from './renderer.ts'

const DrawnString: Renderer = ({ doc }) => text(doc, 'text')

const DrawnText: Renderer = ({ doc }) => (
  <Text
    {...pick(doc, 'as', 'align', 'color', 'maxLines', 'size', 'weight', 'testId')}
    as={oneOf(doc, 'as', ['p', 'span', 'strong', 'em'])}
  >
    <Inside doc={doc} />
  </Text>
)

const DrawnStrong: Renderer = ({ doc }) => (
  <strong>
    <Inside doc={doc} />
  </strong>
)

const DrawnEm: Renderer = ({ doc }) => (
  <em>
    <Inside doc={doc} />
  </em>
)

const DrawnHeading: Renderer = ({ doc }) => (
  <Heading {...pick(doc, 'as', 'color', 'id', 'testId')} size={sizeOf(text(doc, 'size') ?? text(doc, 'as'))}>
    <Inside doc={doc} />
  </Heading>
)

const sizes = ['medium', 'xxlarge', 'xlarge', 'large', 'small', 'xsmall', 'xxsmall'] as const
const sizeOfLevel: Readonly<Record<string, (typeof sizes)[number]>> = {
  h1: 'xlarge',
  h2: 'large',
  h3: 'medium',
  h4: 'small',
  h5: 'xsmall',
  h6: 'xxsmall',
}

function sizeOf(asked: string | undefined): (typeof sizes)[number] {
  return sizes.find((size) => size === asked) ?? sizeOfLevel[asked ?? ''] ?? 'medium'
}

const DrawnCode: Renderer = ({ doc }) => <Code>{textIn(doc)}</Code>

const DrawnCodeBlock: Renderer = ({ doc }) => (
  <CodeBlock
    {...pick(doc, 'language', 'highlight', 'shouldShowLineNumbers', 'shouldWrapLongLines')}
    text={text(doc, 'text') ?? ''}
  />
)

const DrawnLink: Renderer = ({ doc }) => {
  const goTo = useGoTo()
  const href = text(doc, 'href') ?? ''
  const away = doc.props.openNewTab === true
  return (
    <Link
      {...pick(doc, 'appearance', 'testId')}
      href={href}
      {...(away ? { target: '_blank' } : {})}
      onClick={(event) => {
        if (away) return
        event.preventDefault()
        goTo(href)
      }}
    >
      <Inside doc={doc} />
    </Link>
  )
}

const DrawnLozenge: Renderer = ({ doc }) => (
  <Lozenge {...pick(doc, 'appearance', 'isBold', 'maxWidth', 'testId')}>
    <Inside doc={doc} />
  </Lozenge>
)

const DrawnBadge: Renderer = ({ doc }) => (
  <Badge {...pick(doc, 'appearance', 'max', 'testId')}>{countOf(textIn(doc))}</Badge>
)

function countOf(given: string): number | string {
  return given.trim() === '' || Number.isNaN(Number(given)) ? given : Number(given)
}

const DrawnTag: Renderer = ({ doc }) => (
  <SimpleTag {...pick(doc, 'appearance', 'color', 'href', 'testId')} text={text(doc, 'text') ?? textIn(doc)} />
)

const DrawnTagGroup: Renderer = ({ doc }) => (
  <TagGroup {...pick(doc, 'alignment', 'label')}>
    <Inside doc={doc} />
  </TagGroup>
)

const DrawnList: Renderer = ({ doc }) => {
  const As = doc.props.type === 'ordered' ? 'ol' : 'ul'
  return (
    <As data-testid={text(doc, 'testId')}>
      <Inside doc={doc} />
    </As>
  )
}

const DrawnListItem: Renderer = ({ doc }) => (
  <li>
    <Inside doc={doc} />
  </li>
)

const widths: Readonly<Record<string, number>> = { xsmall: 16, small: 24, medium: 48, large: 96, xlarge: 128 }

const DrawnImage: Renderer = ({ doc }) => (
  <img
    src={text(doc, 'src')}
    alt={text(doc, 'alt') ?? ''}
    width={widths[text(doc, 'size') ?? ''] ?? text(doc, 'width')}
    height={text(doc, 'height')}
    style={{ maxWidth: '100%' }}
  />
)

const glyphs: Readonly<Record<string, string>> = {
  add: '+',
  check: '✓',
  'check-circle': '✓',
  cross: '×',
  'cross-circle': '×',
  error: '!',
  warning: '!',
  info: 'i',
  lock: '🔒',
  unlock: '🔓',
  search: '🔍',
  refresh: '↻',
  edit: '✎',
  'arrow-right': '→',
  'arrow-left': '←',
}

const DrawnIcon: Renderer = ({ doc }) => {
  const label = text(doc, 'label') ?? ''
  const size = { xsmall: 12, small: 16, medium: 20, large: 24 }[
    oneOf(doc, 'size', ['medium', 'xsmall', 'small', 'large'])
  ]
  const look = { fontSize: number(doc, 'fontSize', size), lineHeight: 1 }
  const glyph = glyphs[text(doc, 'glyph') ?? ''] ?? '▪'
  return label === '' ? (
    <span aria-hidden="true" style={look}>
      {glyph}
    </span>
  ) : (
    <span role="img" aria-label={label} style={look}>
      {glyph}
    </span>
  )
}

/** What is read. */
export const words = {
  String: DrawnString,
  Text: DrawnText,
  Strong: DrawnStrong,
  Em: DrawnEm,
  Heading: DrawnHeading,
  Code: DrawnCode,
  CodeBlock: DrawnCodeBlock,
  Link: DrawnLink,
  Lozenge: DrawnLozenge,
  Badge: DrawnBadge,
  Tag: DrawnTag,
  TagGroup: DrawnTagGroup,
  List: DrawnList,
  ListItem: DrawnListItem,
  Image: DrawnImage,
  Icon: DrawnIcon,
} as const satisfies Readonly<Record<string, Renderer>>
