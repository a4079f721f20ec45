import { evidenceRuleFor, type Fault, sayRule } from '@ticketbound/core'
import type { NightProperty } from '@ticketbound/jira'
import type { IssueOnDesk } from '../desk/issue-on-desk.ts'
import { mayDecide } from '../desk/may-decide.ts'
import type { Drawn } from './drawn.ts'
import { glanceOf, unconfigured } from './glance-of.ts'
import type { IssueScreen, ScreenApprovals, ScreenNight, ScreenProblem } from './issue-screen.ts'
import { askNextShown, mayNothing, mayShown } from './may-shown.ts'
import { plainWords } from './plain-words.ts'
import { shownFields } from './shown-fields.ts'
import { timelineShown } from './timeline-shown.ts'

/** A screen that says nothing but where an issue stands, and why. */
export function bareScreen(
  issueKey: string,
  glance: IssueScreen['glance'],
  problems: readonly ScreenProblem[] = [],
): IssueScreen {
  return { issueKey, glance, fields: [], others: [], excused: [], timeline: [], askNext: [], may: mayNothing, problems }
}

/** Draws the whole screen of an issue from what was read and judged. */
export function toIssueScreen(drawn: Drawn): IssueScreen {
  const { issueKey, reading, night } = drawn
  const glance = glanceOf(drawn)
  if (glance.state === 'no-request') return bareScreen(issueKey, glance)
  const shown = shownFields(drawn)
  const seen = night && { night: nightShown(night, drawn) }
  if (!reading.ok) return { ...bareScreen(issueKey, glance, problemsIn(reading.faults)), ...shown, ...seen }
  const { desk } = reading
  const may = mayDecide(drawn.account, desk)
  const isGoverned = drawn.surroundings.entitlements.governed
  return {
    issueKey,
    glance: isGoverned ? glance : unconfigured,
    ...shown,
    excused: desk.judged.decision.request.excused.map(({ exception, violation }) =>
      drawn.people.say(`Exception \`${exception}\` excuses this: ${violation.message}`),
    ),
    ...approvalsOf(desk, drawn),
    timeline: timelineShown(desk, drawn.people),
    askNext: askNextShown(may, drawn.people),
    may: mayShown(may, drawn),
    ...seen,
    problems: isGoverned ? [] : [noCatalogue],
    digest: desk.judged.digest,
  }
}

function approvalsOf(
  { judged, entitlements }: IssueOnDesk,
  { people }: Drawn,
): { readonly approvals?: ScreenApprovals } {
  const { line, decision } = judged
  const entitlement = entitlements.find(line.entitlement)
  if (decision.evidence === undefined || entitlement === undefined) return {}
  const { needed, counted } = decision.evidence
  const rule = people
    .say(sayRule(evidenceRuleFor(entitlement, entitlements)))
    .map((part) => (typeof part === 'string' ? part : part.name))
    .join('')
  return { approvals: { rule, needed, counted } }
}

/** The night's words stand on the issue, where anybody may have written others. */
function nightShown({ at, complete, findings }: NightProperty, { people }: Drawn): ScreenNight {
  return {
    at,
    complete,
    findings: findings.slice(0, mostFindings).map(({ severity, message, action, since }) => ({
      severity,
      message: people.say(message.slice(0, longestFinding)),
      action: people.say(action.slice(0, longestFinding)),
      since,
    })),
  }
}

const mostFindings = 20
const longestFinding = 500

const noCatalogue: ScreenProblem = {
  message: 'No catalogue was imported, so nothing says what may be asked for and who must approve it.',
  help: 'Ask a Jira administrator to import `catalogue.yaml` under Apps, Ticketbound.',
}

/** Nobody who only works on issues can put these right. */
function problemsIn(faults: readonly Fault[]): readonly ScreenProblem[] {
  return faults
    .filter(({ code }) => code === 'field-not-on-issue' || code === 'value-not-mapped')
    .map(({ message }) => ({
      message: `${plainWords(message.charAt(0).toUpperCase() + message.slice(1), longestFinding)}.`,
      help: 'Ask a Jira administrator to look at the field map of this project: project settings, Ticketbound.',
    }))
}
