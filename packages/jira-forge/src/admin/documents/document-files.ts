import type { DocumentName } from '../../storage/settings-store.ts'

/** The documents, in the order in which a site is set up. */
export const documentNames = ['catalogue', 'policy', 'people', 'exceptions'] as const satisfies readonly DocumentName[]

/** What each document is called where it is a file, and in faults. */
export const documentFiles: Readonly<Record<DocumentName, string>> = {
  catalogue: 'catalogue.yaml',
  policy: 'policy.yaml',
  people: 'people.ndjson',
  exceptions: 'exceptions.ndjson',
}
