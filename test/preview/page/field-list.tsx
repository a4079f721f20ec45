import Button from '@atlaskit/button/new'
import { type ReactNode, useState } from 'react'
import type { ShownField } from './read-issue.ts'

interface Props {
  readonly fields: readonly ShownField[]
  readonly save: (id: string, value: string | null) => Promise<void>
}

/** Shows the fields, and lets dates and texts be edited as Jira's page does, past the app. */
export function FieldList({ fields, save }: Props): ReactNode {
  const [editing, setEditing] = useState<string>()
  return (
    <dl className="fields">
      {fields.map((field) => (
        <div key={field.id}>
          <dt>{field.name}</dt>
          <dd>
            {editing === field.id && field.editable !== undefined ? (
              <Editor
                name={field.name}
                editable={field.editable}
                done={async (value) => {
                  setEditing(undefined)
                  if (value !== undefined) await save(field.id, value === '' ? null : value)
                }}
              />
            ) : (
              <>
                {field.value}{' '}
                {field.editable === undefined ? null : (
                  <button
                    type="button"
                    className="plain"
                    aria-label={`Edit ${field.name}`}
                    onClick={() => setEditing(field.id)}
                  >
                    ✎
                  </button>
                )}
              </>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}

interface EditorProps {
  readonly name: string
  readonly editable: NonNullable<ShownField['editable']>
  readonly done: (value: string | undefined) => Promise<void>
}

function Editor({ name, editable, done }: EditorProps): ReactNode {
  const [value, setValue] = useState(editable.value)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void done(value)
      }}
    >
      <input
        type={editable.type}
        aria-label={name}
        value={value}
        onChange={(event) => setValue(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') void done(undefined)
        }}
      />{' '}
      <Button type="submit" spacing="compact">
        Save
      </Button>
    </form>
  )
}
