import { CodeBlock, Text, User } from '@forge/react'
import type { Refusal } from '../../admin/admin-answer.ts'
import { documentFiles } from '../../admin/documents/document-files.ts'
import type { DocumentName, DocumentVersion } from '../../admin/documents/read-document.ts'
import { Answered } from './answered.tsx'
import { call } from './call.ts'
import { ConfirmButton } from './confirm-button.tsx'
import { saidOf } from './said-of.ts'
import { Table } from './table.tsx'
import { useTold } from './use-told.ts'

interface VersionsTableProps {
  readonly name: DocumentName
  readonly versions: readonly DocumentVersion[]
  readonly onRolledBack: (said: string) => void
}

/** Shows the versions of a document, the newest first, each of the old ones with a way back to it. */
export function VersionsTable({ name, versions, onRolledBack }: VersionsTableProps) {
  const newest = versions.at(-1)?.version
  return (
    <Table
      caption="Versions"
      head={['Version', 'When', 'By', 'Bytes', 'Note', 'SHA-256', 'Way back']}
      rows={[...versions]
        .reverse()
        .map(({ version, at, by, bytes, note, sha256 }) => [
          String(version),
          new Date(at).toISOString().slice(0, 16).replace('T', ' '),
          <User key="by" accountId={by} />,
          String(bytes),
          note ?? '',
          sha256.slice(0, 12),
          version === newest ? (
            'It holds now'
          ) : (
            <RollBack key="back" name={name} version={version} after={newest ?? 0} onRolledBack={onRolledBack} />
          ),
        ])}
      empty="None was imported yet."
      rowsPerPage={10}
    />
  )
}

interface RollBackProps extends Pick<VersionsTableProps, 'name' | 'onRolledBack'> {
  readonly version: number
  readonly after: number
}

function RollBack({ name, version, after, onRolledBack }: RollBackProps) {
  const file = documentFiles[name]

  async function rollBack(): Promise<Refusal | undefined> {
    const answer = await call('document.roll-back', { name, version, after })
    if (!answer.ok) return answer
    onRolledBack(saidOf(`${file} is again as in version ${version}.`, answer.logged))
    return undefined
  }

  return (
    <ConfirmButton
      label="Roll back"
      title={`Roll ${file} back to version ${version}?`}
      verb="Roll back"
      appearance="warning"
      onConfirm={rollBack}
    >
      <Text>
        Its text becomes version {after + 1} and holds at once. Version {after} stays and can be brought back. It is not
        done where that text no longer reads.
      </Text>
      <VersionText name={name} version={version} />
    </ConfirmButton>
  )
}

function VersionText({ name, version }: Pick<RollBackProps, 'name' | 'version'>) {
  const telling = useTold('document.version', { name, version })
  return (
    <Answered telling={telling} what={`Reading version ${version}`}>
      {({ text }) => <CodeBlock text={text} language="text" shouldWrapLongLines />}
    </Answered>
  )
}
