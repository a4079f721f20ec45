import type { Approval } from '../model/request.ts'
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
  const seats = createSeats(parts.map(({ count }) => count))
  const approvedBy = new Set<string>()
  let counted = 0
  let lastAt: Instant | undefined
  for (const { approver, approval } of inOrder(sound)) {
    approvedBy.add(approver)
    for (const [at, part] of parts.entries()) {
      if (canMeet(part, approver, approval, circumstances)) seats.allow(approver, at)
    }
    const more = seats.fill()
    if (more > 0) lastAt = approval.decidedAt
    counted += more
  }
  return {
    counted,
    ...(lastAt !== undefined && { lastAt }),
    approvedBy: [...approvedBy],
    parts: parts.map((part, at) => ({ ...part, approvedBy: seats.taken(at) })),
  }
}

function inOrder(sound: readonly SoundApproval[]): readonly SoundApproval[] {
  return sound.length < 2 ? sound : [...sound].sort((a, b) => a.approval.decidedAt - b.approval.decidedAt)
}

/** The seats of a rule: so many for each part, and who may take which. */
interface Seats {
  allow(approver: string, part: number): void
  /** Seats everybody who can be, moving others where that helps; gives how many more are seated than before. */
  fill(): number
  taken(part: number): readonly string[]
}

function createSeats(counts: readonly number[]): Seats {
  const allowed = new Map<string, Set<number>>()
  const seated = counts.map((): string[] => [])
  const standing = new Set<string>()

  function allow(approver: string, part: number): void {
    const known = allowed.get(approver)
    if (known) known.add(part)
    else {
      allowed.set(approver, new Set([part]))
      standing.add(approver)
    }
  }

  /** An augmenting path, as bipartite matching has it: a part is looked at once on the way. */
  function seat(approver: string, tried: Set<number>): boolean {
    for (const part of allowed.get(approver) ?? []) {
      if (tried.has(part)) continue
      tried.add(part)
      const here = seated[part] ?? []
      if (here.length >= (counts[part] ?? 0)) {
        const gone = here.findIndex((other) => seat(other, tried))
        if (gone < 0) continue
        here.splice(gone, 1)
      }
      here.push(approver)
      return true
    }
    return false
  }

  function fill(): number {
    let more = 0
    for (const approver of standing) {
      if (!seat(approver, new Set())) continue
      standing.delete(approver)
      more += 1
    }
    return more
  }

  return { allow, fill, taken: (part) => seated[part] ?? [] }
}
