import { List, ListItem } from '@forge/react'
import type { ScreenViolation } from '../../screen/issue-screen.ts'
import { Sentence } from './sentence.tsx'

/** Lists broken rules, each with what to do about it. */
export function Violations({ violations }: { readonly violations: readonly ScreenViolation[] }) {
  if (violations.length === 0) return null
  return (
    <List type="unordered">
      {violations.map(({ code, message, remedy }) => (
        <ListItem key={code}>
          <Sentence said={[...message, ' ', ...remedy]} />
        </ListItem>
      ))}
    </List>
  )
}
