import { lastDayBefore } from '@ticketbound/core'
import type { JudgedIssue } from '../gate/judge-issue.ts'
import type { Dossier } from '../storage/dossiers.ts'
import type { IssueOnDesk } from './issue-on-desk.ts'

/** What is new in a dossier. */
export type DossierNews = Partial<Pick<Dossier, 'seals' | 'exceptionRequests'>>

/** The dossier of an issue with what is new, and with what stands in it for finding it again brought up to date. */
export function nextDossier(issue: IssueOnDesk, judged: JudgedIssue, news: DossierNews): Dossier {
  const { issueId, issueKey, projectId, kept, policy, at } = issue
  const { seals = [], passages = [], voids = [], exceptionRequests = [] } = kept.dossier ?? {}
  const { expiresAt } = judged.line
  return {
    issueId,
    issueKey,
    projectId,
    seals,
    passages,
    voids,
    exceptionRequests,
    ...news,
    state: judged.state,
    ...(expiresAt !== undefined && { expires: lastDayBefore(expiresAt, policy.zone) }),
    updatedAt: at,
  }
}
