import { buttons } from './buttons.tsx'
import { charts } from './charts.tsx'
import { choices } from './choices.tsx'
import { fields } from './fields.tsx'
import { layers } from './layers.tsx'
import { layout } from './layout.tsx'
import { messages } from './messages.tsx'
import { people } from './people.tsx'
import type { Renderer } from './renderer.ts'
import { tables } from './tables.tsx'
import type { UiKitType } from './ui-kit-types.ts'
import { ways } from './ways.tsx'
import { words } from './words.tsx'

/** What only the tree has: its root, texts, and what UI Kit wraps parts of components in. */
type TreeType = 'Root' | 'Fragment' | 'String' | 'ContentWrapper'

/** Every type of UI Kit's nodes that the preview draws. */
export const renderers = {
  ...layout,
  ...words,
  ...buttons,
  ...fields,
  ...choices,
  ...people,
  ...messages,
  ...tables,
  ...layers,
  ...ways,
  ...charts,
} as const satisfies Readonly<Record<UiKitType | TreeType, Renderer>>
