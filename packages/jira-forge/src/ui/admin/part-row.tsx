import { HelperMessage, Label, Select, Stack, TextArea, Textfield } from '@forge/react'
import type { RequestPart } from '@ticketbound/jira'
import type { FieldChoice } from '../../admin/fields/read-fields.ts'
import type { PartDraft } from './map-draft.ts'
import { requestPartWords } from './request-part-words.ts'
import { textOf } from './texts.ts'

interface PartRowProps {
  readonly part: RequestPart
  readonly draft: PartDraft
  readonly fields: readonly FieldChoice[]
  readonly onChange: (draft: PartDraft) => void
}

/** Where one part of a request is read from, and what the values of that field stand for. */
export function PartRow({ part, draft, fields, onChange }: PartRowProps) {
  const { title, help, isNeeded, example } = requestPartWords[part]
  const options = [
    { value: '', label: isNeeded ? 'Choose a field' : 'Issues do not say it' },
    { value: 'fixed', label: 'The same on every issue' },
    ...fields.map(({ id, name, type }) => ({ value: id, label: `${name} (${id}, ${type})` })),
  ]
  const chosen = options.find(({ value }) => value === draft.where) ?? {
    value: draft.where,
    label: `${draft.where} (not on this site)`,
  }
  return (
    <Stack space="space.050">
      <Label labelFor={`part-${part}`}>{isNeeded ? `${title} (needed)` : title}</Label>
      <Select
        inputId={`part-${part}`}
        name={`part-${part}`}
        options={options}
        value={chosen}
        isSearchable
        // What the values of one field stand for says nothing of another's.
        onChange={(choice: { readonly value: string } | null) =>
          onChange({ ...draft, where: choice?.value ?? '', values: '' })
        }
      />
      <HelperMessage>{help}</HelperMessage>
      {draft.where === 'fixed' && (
        <Stack space="space.050">
          <Label labelFor={`fixed-${part}`}>{title}: what every issue says</Label>
          <Textfield
            id={`fixed-${part}`}
            name={`fixed-${part}`}
            defaultValue={draft.fixed}
            onChange={(event) => onChange({ ...draft, fixed: textOf(event) })}
          />
        </Stack>
      )}
      {example !== undefined && hasValues(draft.where, fields) && (
        <Stack key={draft.where} space="space.050">
          <Label labelFor={`values-${part}`}>
            {title}: what its values stand for, one a line, such as 10100 = {example}
          </Label>
          <TextArea
            id={`values-${part}`}
            name={`values-${part}`}
            isMonospaced
            minimumRows={3}
            defaultValue={draft.values}
            onChange={(event) => onChange({ ...draft, values: textOf(event) })}
          />
        </Stack>
      )}
    </Stack>
  )
}

/** People and days stand for themselves. */
const plainTypes: ReadonlySet<string> = new Set(['user', 'list of user', 'date', 'datetime'])

function hasValues(where: string, fields: readonly FieldChoice[]): boolean {
  const field = fields.find(({ id }) => id === where)
  return field !== undefined && !plainTypes.has(field.type)
}
