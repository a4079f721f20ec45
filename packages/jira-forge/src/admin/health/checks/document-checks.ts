import type { DocumentName } from '../../../storage/settings-store.ts'
import { readDocumentText, standingRules } from '../../documents/read-document-text.ts'
import { standingDocument } from '../../documents/standing-document.ts'
import { fail, fine, type HealthCheck, type Seen, warn } from '../health-line.ts'

const absent: Readonly<Record<DocumentName, Seen>> = {
  catalogue: fail(
    'There is no catalogue: owners, approval rules, ends and conflicts are not looked at.',
    'Import catalogue.yaml under Catalogue.',
  ),
  policy: fine('None was imported; the built-in policy holds.'),
  people: warn(
    'There is no people document: every account stands for itself, active and human, and no role is known.',
    'Import people.ndjson under People and exceptions, where rules ask for managers, groups or roles.',
  ),
  exceptions: fine('None was imported; no broken rule is excused.'),
}

const titles: Readonly<Record<DocumentName, string>> = {
  catalogue: 'Catalogue',
  policy: 'Policy',
  people: 'People',
  exceptions: 'Exceptions',
}

/** Whether each document is there and still reads. */
export const documentChecks: readonly HealthCheck[] = (['catalogue', 'policy', 'people', 'exceptions'] as const).map(
  (name) => ({
    id: name,
    title: titles[name],
    async look(host) {
      const standing = await standingDocument(host, name)
      if (standing === undefined) return absent[name]
      const reading = readDocumentText(name, standing.text, await standingRules(host))
      if (!reading.ok) {
        return fail(
          `Version ${standing.version} no longer reads: ${reading.faults[0]?.message ?? 'it has a fault'}.`,
          'Import one without faults, or roll back to a version before.',
        )
      }
      const { notes, records } = reading.value
      const said = `Version ${standing.version} speaks of ${records.size} ${records.size === 1 ? 'thing' : 'things'}.`
      if (notes.length === 0) return fine(said)
      const amount = notes.length === 1 ? 'One thing is' : `${notes.length} things are`
      return warn(`${said} ${amount} worth a second look.`, 'Open it and read the notes beside it.')
    },
  }),
)
