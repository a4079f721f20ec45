import { token } from '@atlaskit/tokens'
import type { CSSProperties } from 'react'

const ofToken = /^(?:space|color|elevation|border|radius|font|opacity|utility)\./

/**
 * Turns what an app gives as `xcss` into a style: names of design tokens become the theme's values. States and media
 * queries are left out: a style attribute has none.
 *
 * @see https://developer.atlassian.com/platform/forge/ui-kit/components/xcss/
 */
export function xcssToStyle(xcss: unknown): CSSProperties {
  if (typeof xcss !== 'object' || xcss === null) return {}
  const plain = Object.entries(xcss).filter(([, value]) => typeof value === 'string' || typeof value === 'number')
  return Object.fromEntries(plain.map(([name, value]) => [name, tokenValue(value)]))
}

function tokenValue(value: unknown): unknown {
  if (typeof value !== 'string' || !ofToken.test(value)) return value
  return token(value as Parameters<typeof token>[0])
}
