import {
  Button,
  CodeBlock,
  Heading,
  HelperMessage,
  Inline,
  Label,
  List,
  ListItem,
  SectionMessage,
  Select,
  Stack,
  Text,
  Textfield,
} from '@forge/react'
import { useState } from 'react'
import type { Refusal } from '../../admin/admin-answer.ts'
import type { FieldsTold, ProjectChoice } from '../../admin/fields/read-fields.ts'
import { type Outcome, OutcomeMessage } from '../issue/outcome.tsx'
import { Answered } from './answered.tsx'
import { call } from './call.ts'
import { ConfirmButton } from './confirm-button.tsx'
import { type DraftReading, draftParts, type MapDraft, readDraft, toDraft } from './map-draft.ts'
import { PartRow } from './part-row.tsx'
import { saidOf } from './said-of.ts'
import { StatusRows } from './status-rows.tsx'
import { textOf } from './texts.ts'
import { TryOnIssue } from './try-on-issue.tsx'
import { useTold } from './use-told.ts'

/** Which field says what: of the site, or of a project that the page chooses or belongs to. */
export function FieldsSection({ isProjectPage = false }: { readonly isProjectPage?: boolean }) {
  const [projectId, setProjectId] = useState<string>()
  const telling = useTold('fields.read', projectId === undefined ? {} : { projectId })
  const [done, setDone] = useState<Outcome>()

  function saved(said: string) {
    setDone({ done: said })
    telling.reload()
  }

  return (
    <Stack space="space.200">
      <Heading as="h2" size="medium">
        Fields
      </Heading>
      <Text>
        Which field of an issue says what of a request. Fields and statuses go by their ids: renaming one changes
        nothing.
      </Text>
      <OutcomeMessage outcome={done} />
      <Answered telling={telling} what="Reading the map, the fields and the statuses">
        {(told) => (
          <Stack space="space.300">
            {!isProjectPage && <ProjectPicker projects={told.projects} projectId={projectId} onChoose={setProjectId} />}
            <MapForm
              key={`${told.version} ${projectId ?? ''}`}
              told={told}
              projectId={projectId}
              isProjectPage={isProjectPage}
              onSaved={saved}
            />
          </Stack>
        )}
      </Answered>
    </Stack>
  )
}

interface ProjectPickerProps {
  readonly projects: readonly ProjectChoice[]
  readonly projectId: string | undefined
  readonly onChoose: (projectId: string | undefined) => void
}

function ProjectPicker({ projects, projectId, onChoose }: ProjectPickerProps) {
  const options = [
    { value: '', label: 'The whole site' },
    ...projects.map(({ id, title, hasOwn }) => ({ value: id, label: hasOwn ? `${title}, has its own` : title })),
  ]
  return (
    <Stack space="space.050">
      <Label labelFor="fields-project">The map of</Label>
      <Select
        inputId="fields-project"
        name="fields-project"
        options={options}
        value={options.find(({ value }) => value === (projectId ?? '')) ?? null}
        isSearchable
        onChange={(choice: { readonly value: string } | null) => onChoose(choice?.value || undefined)}
      />
      <HelperMessage>A project's administrators set its map up in the settings of the project, too.</HelperMessage>
    </Stack>
  )
}

interface MapFormProps {
  readonly told: FieldsTold
  readonly projectId: string | undefined
  readonly isProjectPage: boolean
  readonly onSaved: (said: string) => void
}

function MapForm({ told, projectId, isProjectPage, onSaved }: MapFormProps) {
  const [draft, setDraft] = useState(() => toDraft(told.map ?? {}))
  const [proposed, setProposed] = useState(0)
  const [outcome, setOutcome] = useState<Outcome>()
  const reading = readDraft(draft)
  const project = projectId === undefined ? {} : { projectId }
  const isOfProject = isProjectPage || projectId !== undefined

  async function propose() {
    const answer = await call('fields.propose', {})
    if (!answer.ok) return setOutcome(answer)
    const { map, missing } = answer.proposal
    setDraft((now) => ({ ...now, parts: { ...now.parts, ...partsOf(toDraft(map), Object.keys(map)) } }))
    setProposed((count) => count + 1)
    const still = missing.length === 0 ? '' : ` Nothing was found for: ${missing.join(', ')}.`
    return setOutcome({ done: `${Object.keys(map).length} parts were proposed. Nothing is saved yet.${still}` })
  }

  async function save(): Promise<Refusal | undefined> {
    if (!reading.ok) return undefined
    const answer = await call('fields.save', { version: told.version, map: reading.map, ...project })
    if (!answer.ok) return answer
    onSaved(saidOf('The map is saved and holds at once.', answer.logged))
    return undefined
  }

  async function remove(): Promise<Refusal | undefined> {
    const answer = await call('fields.remove', { version: told.version, ...project })
    if (!answer.ok) return answer
    onSaved(saidOf('The map of the site holds in this project again.', answer.logged))
    return undefined
  }

  return (
    <Stack space="space.300">
      <Standing told={told} isOfProject={isOfProject} />
      <Inline space="space.100" alignBlock="center">
        <Button onClick={propose}>Propose a map</Button>
        <OutcomeMessage outcome={outcome} />
      </Inline>
      {draftParts.map((part) => (
        <PartRow
          key={`${part} ${proposed}`}
          part={part}
          draft={draft.parts[part]}
          fields={told.fields}
          onChange={(changed) => setDraft((now) => ({ ...now, parts: { ...now.parts, [part]: changed } }))}
        />
      ))}
      <StatusRows
        statuses={told.statuses}
        chosen={draft.statuses}
        onChange={(chosen) => setDraft((now) => ({ ...now, statuses: chosen }))}
      />
      <DraftFaults reading={reading} />
      <TryOnIssue reading={reading} project={project} />
      <Inline space="space.100">
        <ConfirmButton
          label="Save the map"
          title="Save the map?"
          verb="Save"
          appearance="primary"
          isDisabled={!reading.ok}
          onConfirm={save}
        >
          <Text>
            {isOfProject
              ? 'It holds at once for every issue of this project, instead of the map of the site.'
              : 'It holds at once for every issue of projects without a map of their own.'}
          </Text>
          <Text>
            Where a material field is read from elsewhere, approvals given before no longer count for what is read now.
          </Text>
        </ConfirmButton>
        {isOfProject && told.from === 'project' && (
          <ConfirmButton
            label="Remove the project's map"
            title="Remove the map of this project?"
            verb="Remove"
            appearance="danger"
            onConfirm={remove}
          >
            <Text>
              The map of the site holds here again. Where there is none, the gate stays shut for every issue of this
              project.
            </Text>
          </ConfirmButton>
        )}
      </Inline>
      {told.map && <ForTheNight map={told.map} />}
      {!isOfProject && <Source told={told} onSaved={onSaved} />}
    </Stack>
  )
}

function partsOf({ parts }: MapDraft, names: readonly string[]): Partial<MapDraft['parts']> {
  return Object.fromEntries(Object.entries(parts).filter(([part]) => names.includes(part)))
}

function Standing({
  told: { map, from, projects },
  isOfProject,
}: {
  readonly told: FieldsTold
  readonly isOfProject: boolean
}) {
  if (map === undefined) {
    return (
      <SectionMessage appearance="warning" title="Nothing is mapped yet">
        <Text>Without a map no issue can be read, and the gate stays shut.</Text>
      </SectionMessage>
    )
  }
  if (isOfProject) {
    return (
      <Text>
        {from === 'project'
          ? 'This project has a map of its own.'
          : 'This project has no map of its own; that of the site holds, and is shown.'}
      </Text>
    )
  }
  const own = projects.filter(({ hasOwn }) => hasOwn).map(({ title }) => title)
  if (own.length === 0) return <Text>It holds in every project.</Text>
  return <Text>It holds in every project but these, which have maps of their own: {own.join(', ')}.</Text>
}

function DraftFaults({ reading }: { readonly reading: DraftReading }) {
  if (reading.ok) return null
  return (
    <SectionMessage appearance="information" title="Before it can be saved">
      <List type="unordered">
        {reading.faults.map((fault) => (
          <ListItem key={fault}>{fault}</ListItem>
        ))}
      </List>
    </SectionMessage>
  )
}

/** JSON is YAML, and the night reads the same map. */
function ForTheNight({ map }: { readonly map: NonNullable<FieldsTold['map']> }) {
  return (
    <Stack space="space.050">
      <Heading as="h3" size="small">
        The saved map for the night
      </Heading>
      <Text>Save this as jira-map.yaml, so that the night reads issues as the gate does:</Text>
      <CodeBlock text={`${JSON.stringify(map, null, 2)}\n`} language="json" />
    </Stack>
  )
}

function Source({ told: { source, version }, onSaved }: Pick<MapFormProps, 'told' | 'onSaved'>) {
  const [text, setText] = useState(source)

  async function save(): Promise<Refusal | undefined> {
    const answer = await call('source.save', { version, source: text.trim() })
    if (!answer.ok) return answer
    onSaved(saidOf(`The night must call this site's source ${text.trim()} now.`, answer.logged))
    return undefined
  }

  return (
    <Stack space="space.050">
      <Label labelFor="source-name">Name of this site's source in ticketbound.yaml</Label>
      <Inline space="space.100">
        <Textfield
          id="source-name"
          name="source-name"
          defaultValue={source}
          onChange={(event) => setText(textOf(event))}
        />
        <ConfirmButton
          label="Change the name"
          title="Change the name of the source?"
          verb="Change"
          appearance="danger"
          isDisabled={text.trim() === '' || text.trim() === source}
          onConfirm={save}
        >
          <Text>
            Seals name the source. Decisions that were sealed under {source} no longer count, and open requests must be
            approved again.
          </Text>
        </ConfirmButton>
      </Inline>
    </Stack>
  )
}
