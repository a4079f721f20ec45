import { Heading, HelperMessage, Label, Select, Stack } from '@forge/react'
import type { SiteStatus } from '../../admin/fields/site-fields.ts'
import type { MapDraft } from './map-draft.ts'

type Meaning = keyof MapDraft['statuses']

const words: Readonly<Record<Meaning, { readonly title: string; readonly help: string }>> = {
  pastGate: {
    title: 'Past the gate',
    help: 'Where access has been given, or is being given. What is found here without having passed went round the gate.',
  },
  closedComplete: {
    title: 'Done with what was asked for',
    help: 'Besides everything in the category done.',
  },
  closedIncomplete: { title: 'Done without what was asked for', help: '' },
  cancelled: { title: 'Withdrawn before anything was done', help: '' },
}

interface StatusRowsProps {
  readonly statuses: readonly SiteStatus[]
  readonly chosen: MapDraft['statuses']
  readonly onChange: (chosen: MapDraft['statuses']) => void
}

/** What the statuses of a project mean. */
export function StatusRows({ statuses, chosen, onChange }: StatusRowsProps) {
  const options = statuses.map(({ id, name }) => ({ value: id, label: `${name} (${id})` }))
  return (
    <Stack space="space.100">
      <Heading as="h3" size="small">
        Statuses
      </Heading>
      {(Object.keys(words) as readonly Meaning[]).map((meaning) => (
        <Stack key={meaning} space="space.050">
          <Label labelFor={`status-${meaning}`}>{words[meaning].title}</Label>
          <Select
            inputId={`status-${meaning}`}
            name={`status-${meaning}`}
            isMulti
            options={options}
            value={chosen[meaning].map(
              (id) => options.find(({ value }) => value === id) ?? { value: id, label: `${id} (not on this site)` },
            )}
            onChange={(choice: readonly { readonly value: string }[] | null) =>
              onChange({ ...chosen, [meaning]: (choice ?? []).map(({ value }) => value) })
            }
          />
          {words[meaning].help !== '' && <HelperMessage>{words[meaning].help}</HelperMessage>}
        </Stack>
      ))}
    </Stack>
  )
}
