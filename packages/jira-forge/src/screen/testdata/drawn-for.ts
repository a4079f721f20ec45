import { drawIssue } from '../draw-issue.ts'
import type { IssueScreen, Said, ScreenField, ScreenFieldName, ScreenViolation } from '../issue-screen.ts'
import { aScreenHost, type Scene, type ScreenHost } from './screen-host.ts'

/** The screen of `ACC-1` as an account sees it in a scene; throws where there is none. */
export async function drawnFor(accountId: string, scene: Scene | ScreenHost = {}): Promise<IssueScreen> {
  const host = 'dossiers' in scene ? scene : aScreenHost(scene)
  const answer = await drawIssue({ accountId, issueKey: 'ACC-1' }, host)
  if (!answer.ok) throw new Error(`${answer.code}: ${answer.message}`)
  return answer.screen
}

/** One field of a screen. */
export function fieldOf(screen: IssueScreen, field: ScreenFieldName): ScreenField {
  const found = screen.fields.find((it) => it.field === field)
  if (found === undefined) throw new Error(`the screen shows no ${field}`)
  return found
}

/** A sentence as text, people as `<account>`, or by name where they have none. */
export function textOf(said: Said): string {
  return said.map((part) => (typeof part === 'string' ? part : `<${part.accountId ?? part.name}>`)).join('')
}

/** What a field's broken rules say, as text. */
export function told(violations: readonly ScreenViolation[]): readonly string[] {
  return violations.map(({ message, remedy }) => `${textOf(message)} ${textOf(remedy)}`)
}
