import {
  type EvidenceVerdict,
  formatInstant,
  type JudgedApproval,
  quote,
  type RequestDecision,
  type RequestLine,
  type RuleCheck,
  refusals,
  refusalWords,
  ruleFacts,
  sayPart,
} from '@ticketbound/core'
import { type Paint, plain, type Style } from './output.ts'

/** Says a decision to a person: yes or no, and every reason against it. */
export function decisionLines(line: RequestLine, decision: RequestDecision, { paint, wrap }: Style): readonly string[] {
  const { allowed, request, evidence } = decision
  return [
    `${allowed ? paint.green('Allowed') : paint.red('Denied')}  ${plain(saidLine(line))}`,
    ...decision.refusals.map((refusal) => `  ${refusalWords[refusal]} (${refusal})`),
    ...request.checks
      .filter(({ outcome }) => outcome === 'broken' || outcome === 'excused')
      .flatMap((check) => checkLines(check))
      .flatMap((said) => wrap(`  ${plain(said)}`)),
    ...(evidence ? evidenceLines(evidence).flatMap((said) => wrap(`  ${plain(said)}`)) : []),
  ]
}

/** Says what becomes of every rule and of every approval. */
export function explanationLines(
  line: RequestLine,
  decision: RequestDecision,
  { paint, wrap }: Style,
): readonly string[] {
  const { allowed, request, evidence } = decision
  return [
    `${paint.bold(plain(saidLine(line)))}: ${allowed ? paint.green('allowed') : paint.red('denied')}`,
    ...decision.refusals.map((refusal) => `  ${refusalWords[refusal]} (${refusal})`),
    '',
    ...ruleLines(request.checks, paint).flatMap((row) => wrap(`  ${row}`)),
    '',
    ...(evidence ? evidenceLines(evidence) : ['No approval is looked at.']).flatMap((said) => wrap(`  ${plain(said)}`)),
  ]
}

function saidLine({ number, kind, entitlement, principal, level }: RequestLine): string {
  const what = entitlement === '' ? '' : ` ${quote(entitlement)}${level === undefined ? '' : ` at ${quote(level)}`}`
  return `${number}: ${kind}${what} for ${quote(principal)}`
}

/** The rules that ask nothing of this request take one line together, the others one each. */
function ruleLines(checks: readonly RuleCheck[], paint: Paint): readonly string[] {
  const lines = checks
    .filter(({ outcome }) => outcome !== 'not-applicable')
    .flatMap((check) => {
      const { rule, outcome } = check
      const line = plain(`${outcome.padEnd(longestOutcome)}  ${ruleFacts(rule).explanation} (${rule})`)
      const said = checkLines(check).map((each) => `${' '.repeat(longestOutcome + 2)}${plain(each)}`)
      return [outcome === 'broken' ? paint.red(line) : line, ...said]
    })
  const silent = checks.filter(({ outcome }) => outcome === 'not-applicable').map(({ rule }) => rule)
  return silent.length === 0 ? lines : [...lines, paint.dim(`not applicable: ${silent.join(', ')}`)]
}

const longestOutcome = 'excused'.length

function checkLines({ rule, exception, violation }: RuleCheck): readonly string[] {
  if (violation === undefined) return []
  const excuse = exception === undefined ? '' : ` Excused by ${quote(exception)}.`
  return [`${violation.field}: ${violation.message} ${violation.remedy}${excuse} (${rule})`]
}

function evidenceLines({ needed, counted, assurance, parts, approvals }: EvidenceVerdict): readonly string[] {
  const proven = assurance === 'unproven' ? ', and no field history proves what was approved' : ''
  return [
    needed === 0 ? 'No approval is needed.' : `Approvals: ${counted} of ${needed} that are needed${proven}`,
    ...parts.map((part) => {
      const by = part.approvedBy.length === 0 ? 'nobody yet' : part.approvedBy.map(quote).join(', ')
      return `  ${sayPart(part)}: ${by}`
    }),
    ...approvals.map((approval) => `  ${saidApproval(approval)}`),
  ]
}

function saidApproval({ approver, decision, how, decidedAt, faults }: JudgedApproval): string {
  const at = formatInstant(decidedAt)
  if (faults.length === 0) return `${quote(approver)} approved at ${at} (${how}), which counts`
  // Of a decision that is no approval there is nothing else to say.
  if (decision !== 'approved') return `${quote(approver)} ${otherwise[decision]} at ${at} (${how})`
  return faults.map((code) => `${quote(approver)} ${refusals[code]} (${code})`).join('; ')
}

const otherwise = { rejected: 'rejected it', withdrawn: 'withdrew the approval' } as const
