import type { Instant } from '@ticketbound/core'

/** The decisions and passages of one issue: the truth of the gate. Kept by the issue's id, which a move does not change. */
export interface Dossier {
  readonly issueId: string
  readonly issueKey: string
  readonly projectId: string
  /** Compact seals, oldest first; each names the one before it. */
  readonly seals: readonly string[]
  /** What let the request pass, oldest first. */
  readonly passages: readonly Passage[]
  /** When and by which fields decisions were made void, oldest first. */
  readonly voids: readonly Voiding[]
  /** Exceptions that were asked for, oldest first. */
  readonly exceptionRequests: readonly ExceptionRequest[]
  /** What the issue property last said; the truth is everything above. */
  readonly state: 'blocked' | 'ready' | 'passed' | 'voided' | 'bypassed'
  /** When the access that is asked for ends, in ISO 8601; for finding what ends soon. */
  readonly expires?: string
  readonly updatedAt: Instant
}

/** That a request passed the gate, and what was found then. */
export interface Passage {
  readonly passedAt: Instant
  /** The id of the status that it passed to. */
  readonly to: string
  /** The digest of the material fields as they were. */
  readonly digest: string
  /** The digest of the decision as a whole. */
  readonly verdict: string
}

/** That a material field changed after a decision. */
export interface Voiding {
  readonly at: Instant
  readonly fields: readonly string[]
  /** Whose decisions no longer count. */
  readonly approvers: readonly string[]
}

/** Somebody asks the catalogue's keepers to live with broken rules for a while. */
export interface ExceptionRequest {
  readonly at: Instant
  readonly by: string
  readonly rules: readonly string[]
  readonly reason: string
  readonly until: string
}

/** A dossier with its version; 0 stands for one that was never written. */
export interface KeptDossier {
  readonly version: number
  readonly dossier: Dossier | undefined
}

/** Keeps the dossiers. Throws where the storage fails or holds what cannot be read; never gives half of one. */
export interface Dossiers {
  read(issueId: string): Promise<KeptDossier>
  /** Writes a dossier unless somebody else has since `version`. */
  write(dossier: Dossier, version: number): Promise<'written' | 'overtaken'>
  /** Those in a state, or that end by a day, in pages of at most 100. */
  list(query: DossierQuery): Promise<DossierPage>
}

/** Which dossiers are asked for. */
export interface DossierQuery {
  readonly state?: Dossier['state']
  /** Those that end on this day or before, `YYYY-MM-DD`. */
  readonly expiresBy?: string
  /** Of those that end by a day, only those that end on this day or later, `YYYY-MM-DD`. */
  readonly expiresFrom?: string
  readonly cursor?: string
}

/** One page of dossiers. */
export interface DossierPage {
  readonly dossiers: readonly Dossier[]
  readonly cursor?: string
}
