import { type Catalogue, defaultPolicy, type Policy } from '@ticketbound/core'
import type { PlacedReading } from '@ticketbound/documents'
import type { DocumentName } from '../../storage/settings-store.ts'
import type { AdministeredHost } from '../admin-function.ts'
import type { DocumentReading } from './document-reading.ts'
import { readCatalogueText } from './read-catalogue-text.ts'
import { readExceptionsText } from './read-exceptions-text.ts'
import { readPeopleText } from './read-people-text.ts'
import { readPolicyText } from './read-policy-text.ts'
import { standingDocument } from './standing-document.ts'

/** The rules that stand now, beside which a document is read. */
export interface StandingRules {
  readonly policy: Policy
  readonly catalogue?: Catalogue
}

/**
 * Reads the rules that stand now. One that no longer reads is left out here rather than thrown: else nobody could import
 * the one that puts it right.
 */
export async function standingRules(host: Pick<AdministeredHost, 'documents'>): Promise<StandingRules> {
  const [policyText, catalogueText] = await Promise.all([
    standingDocument(host, 'policy'),
    standingDocument(host, 'catalogue'),
  ])
  const policyReading = policyText && readPolicyText(policyText.text, undefined)
  const policy = policyReading?.ok ? policyReading.value.policy : defaultPolicy
  const catalogue = catalogueText && readCatalogueText(catalogueText.text, policy)
  return { policy, ...(catalogue?.ok && { catalogue: catalogue.value.catalogue }) }
}

/** Reads the text of a document, beside the rules that stand. */
export function readDocumentText(
  name: DocumentName,
  text: string,
  { policy, catalogue }: StandingRules,
): PlacedReading<DocumentReading> {
  switch (name) {
    case 'catalogue':
      return readCatalogueText(text, policy)
    case 'policy':
      return readPolicyText(text, catalogue)
    case 'people':
      return readPeopleText(text, policy.zone)
    case 'exceptions':
      return readExceptionsText(text, policy.zone)
  }
}
