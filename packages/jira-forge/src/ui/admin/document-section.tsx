import { Button, Heading, HelperMessage, Inline, Label, Stack, Text, TextArea } from '@forge/react'
import { useState } from 'react'
import type { Refusal } from '../../admin/admin-answer.ts'
import type { DocumentCheck } from '../../admin/documents/check-document.ts'
import { documentFiles } from '../../admin/documents/document-files.ts'
import type { DocumentName, DocumentTold } from '../../admin/documents/read-document.ts'
import { sizeFault } from '../../admin/documents/size-fault.ts'
import { type Outcome, OutcomeMessage } from '../issue/outcome.tsx'
import { Answered } from './answered.tsx'
import { call } from './call.ts'
import { ChangeView } from './change-view.tsx'
import { ConfirmButton } from './confirm-button.tsx'
import { FaultsTable, NotesTable } from './faults-table.tsx'
import { saidOf } from './said-of.ts'
import { textOf } from './texts.ts'
import { useTold } from './use-told.ts'
import { VersionsTable } from './versions-table.tsx'

interface DocumentSectionProps {
  readonly name: DocumentName
  readonly title: string
  /** What the document is for, and what holds without it. */
  readonly about: string
}

/**
 * One document: its text, pasted because UI Kit's file picker is in early access and reads into an object store that is,
 * too; what is wrong with it, what an import would change, and the versions before.
 *
 * @see https://developer.atlassian.com/platform/forge/ui-kit/components/file-picker/
 */
export function DocumentSection({ name, title, about }: DocumentSectionProps) {
  const telling = useTold('document.read', { name })
  const [done, setDone] = useState<Outcome>()

  function saved(said: string) {
    setDone({ done: said })
    telling.reload()
  }

  return (
    <Stack space="space.200">
      <Heading as="h2" size="medium">
        {title}
      </Heading>
      <Text>{about}</Text>
      <OutcomeMessage outcome={done} />
      <Answered telling={telling} what={`Reading ${documentFiles[name]}`}>
        {(told) => <Editor key={told.versions.length} name={name} told={told} onSaved={saved} />}
      </Answered>
    </Stack>
  )
}

interface EditorProps {
  readonly name: DocumentName
  readonly told: DocumentTold
  readonly onSaved: (said: string) => void
}

function Editor({ name, told, onSaved }: EditorProps) {
  const { standing, versions } = told
  const file = documentFiles[name]
  const after = versions.at(-1)?.version ?? 0
  const [text, setText] = useState(standing?.text ?? '')
  const [checked, setChecked] = useState<{ readonly text: string; readonly check: DocumentCheck }>()
  const [refusal, setRefusal] = useState<Refusal>()
  // What was checked is what can be imported: an edit afterwards asks for another look.
  const check = checked?.text === text ? checked.check : undefined

  async function look() {
    const answer = sizeFault(text) ?? (await call('document.check', { name, text }))
    setRefusal(answer.ok ? undefined : answer)
    setChecked(answer.ok ? { text, check: answer } : undefined)
  }

  async function save(): Promise<Refusal | undefined> {
    const answer = await call('document.save', { name, text, after })
    if (!answer.ok) return answer
    onSaved(saidOf(`Version ${answer.version} of ${file} holds now.`, answer.logged))
    return undefined
  }

  return (
    <Stack space="space.200">
      {standing && standing.faultCount > 0 && <FaultsTable faults={standing.faults} count={standing.faultCount} />}
      <Stack space="space.050">
        <Label labelFor={`${name}-text`}>Text of {file}</Label>
        <TextArea
          id={`${name}-text`}
          name={`${name}-text`}
          isMonospaced
          minimumRows={12}
          spellCheck={false}
          defaultValue={standing?.text ?? ''}
          onChange={(event) => setText(textOf(event))}
        />
        <HelperMessage>
          Paste the whole file, the same that the night reads. Nothing is written before you confirm.
        </HelperMessage>
      </Stack>
      <Stack space="space.100" alignInline="start">
        <Button onClick={look} isDisabled={text.trim() === ''}>
          Check
        </Button>
        <OutcomeMessage outcome={refusal} />
      </Stack>
      {check && check.faultCount > 0 && <FaultsTable faults={check.faults} count={check.faultCount} />}
      {check && <NotesTable notes={check.notes} />}
      {check && <ChangeView {...check} />}
      {check?.change && (
        <Inline>
          <ConfirmButton
            label="Import"
            title={`Import ${file}?`}
            verb="Import"
            appearance="primary"
            isDisabled={check.against !== after}
            onConfirm={save}
          >
            <Text>{saidOfChange(check)}</Text>
            <Text>
              It becomes version {after + 1} and holds at once, for every transition from now on. Version {after} stays
              and can be brought back.
            </Text>
          </ConfirmButton>
        </Inline>
      )}
      <VersionsTable name={name} versions={versions} onRolledBack={(said) => onSaved(said)} />
    </Stack>
  )
}

function saidOfChange({ change, records }: DocumentCheck): string {
  const { added = [], removed = [], changed = [] } = change ?? {}
  return `${records} ${records === 1 ? 'thing' : 'things'} in all: ${added.length} added, ${changed.length} changed, ${removed.length} removed.`
}
