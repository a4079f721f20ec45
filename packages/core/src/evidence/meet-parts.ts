import type { Approval } from '../model/request.ts'
import type { ApprovalPart } from '../policy/catalogue.ts'
import type { Instant } from '../time/instant.ts'
import { canMeet } from './approvers.ts'
import type { Circumstances } from './circumstances.ts'
import type { JudgedPart } from './evaluate-evidence.ts'

/** An approval that stands, with the principal who gave it. */
export interface SoundApproval {
  readonly approver: string
  readonly approval: Approval
}

/** How far some approvals meet the parts of a rule. */
export interface Met {
  /** How many of the approvals that are needed are there. */
  readonly counted: number
  /** When the last of them was given that was needed. */
  readonly lastAt?: Instant
  /** Everybody who approved, the earliest first, each once. */
  readonly approvedBy: readonly string[]
  readonly parts: readonly JudgedPart[]
}

/**
 * Meets the parts of a rule with approvals that stand: nobody counts twice, and whoever could count for several parts
 * counts where the others cannot. The approvals are taken in the order in which they were given, so that `lastAt` is
 * the first instant at which as much was met as ever is.
 */
export function meetParts(sound: readonly SoundApproval[], circumstances: Circumstances): Met {
  const { parts } = circumstances.rule
  const seats = createSeats(parts)
  const approvedBy: string[] = []
  let counted = 0
  let lastAt: Instant | undefined
  for (const { approver, approval } of inOrder(sound)) {
    if (!approvedBy.includes(approver)) approvedBy.push(approver)
    for (let at = 0; at < parts.length; at += 1) {
      const part = parts[at]
      if (part !== undefined && canMeet(part, approver, approval, circumstances)) seats.allow(approver, at)
    }
    const more = seats.fill()
    if (more > 0) lastAt = approval.decidedAt
    counted += more
  }
  const judged = parts.map((part, at) => ({ ...part, approvedBy: seats.taken(at) }))
  const met = { counted, approvedBy, parts: judged }
  return lastAt === undefined ? met : { ...met, lastAt }
}

/** Sources give decisions in order, so that there is nothing to sort nearly always. */
function inOrder(sound: readonly SoundApproval[]): readonly SoundApproval[] {
  let last = Number.NEGATIVE_INFINITY
  for (const { approval } of sound) {
    if (approval.decidedAt < last) return [...sound].sort((a, b) => a.approval.decidedAt - b.approval.decidedAt)
    last = approval.decidedAt
  }
  return sound
}

/** The seats of a rule: so many for each part, and who may take which. */
interface Seats {
  allow(approver: string, part: number): void
  /** Seats everybody who can be, moving others where that helps; gives how many more are seated than before. */
  fill(): number
  taken(part: number): readonly string[]
}

/** Somebody who may take a seat, and of which parts. */
interface Candidate {
  readonly approver: string
  readonly allowed: number[]
  seated: boolean
}

// Rules have few parts and requests few approvals: short lists are found through faster than sets are built.
function createSeats(parts: readonly ApprovalPart[]): Seats {
  const candidates: Candidate[] = []
  const seated: Candidate[][] = parts.map(() => [])

  function allow(approver: string, part: number): void {
    const known = candidates.find((candidate) => candidate.approver === approver)
    if (known === undefined) candidates.push({ approver, allowed: [part], seated: false })
    else if (!known.allowed.includes(part)) known.allowed.push(part)
  }

  /** An augmenting path, as bipartite matching has it: a part is looked at once on the way. */
  function seat(candidate: Candidate, tried: number[]): boolean {
    for (const part of candidate.allowed) {
      if (tried.includes(part)) continue
      tried.push(part)
      const here = seated[part] ?? []
      if (here.length >= (parts[part]?.count ?? 0)) {
        const gone = here.findIndex((other) => seat(other, tried))
        if (gone < 0) continue
        here.splice(gone, 1)
      }
      here.push(candidate)
      return true
    }
    return false
  }

  function fill(): number {
    let more = 0
    for (const candidate of candidates) {
      if (candidate.seated || !seat(candidate, [])) continue
      candidate.seated = true
      more += 1
    }
    return more
  }

  return { allow, fill, taken: (part) => (seated[part] ?? []).map(({ approver }) => approver) }
}
