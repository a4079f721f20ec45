import { Button, Heading, Inline, Label, SectionMessage, Stack, Text, Textfield } from '@forge/react'
import { useState } from 'react'
import type { FieldsCheck } from '../../admin/fields/check-fields.ts'
import { type Outcome, OutcomeMessage } from '../issue/outcome.tsx'
import { call } from './call.ts'
import type { DraftReading } from './map-draft.ts'
import { requestPartWords } from './request-part-words.ts'
import { Table } from './table.tsx'
import { textOf } from './texts.ts'

interface TryOnIssueProps {
  readonly reading: DraftReading
  readonly project: { readonly projectId?: string }
}

/** Tries the map as it stands in the form on a real issue, without saving it. */
export function TryOnIssue({ reading, project }: TryOnIssueProps) {
  const [issueKey, setIssueKey] = useState('')
  const [tried, setTried] = useState<FieldsCheck>()
  const [outcome, setOutcome] = useState<Outcome>()

  async function attempt() {
    if (!reading.ok) return
    const answer = await call('fields.check', { issueKey, map: reading.map, ...project })
    setTried(answer.ok ? answer : undefined)
    setOutcome(answer.ok ? undefined : answer)
  }

  return (
    <Stack space="space.100">
      <Heading as="h3" size="small">
        Try it on an issue
      </Heading>
      <Label labelFor="try-issue">Key of an issue</Label>
      <Inline space="space.100" alignBlock="center">
        <Textfield
          id="try-issue"
          name="try-issue"
          placeholder="ACC-1"
          onChange={(event) => setIssueKey(textOf(event))}
        />
        <Button isDisabled={!reading.ok || issueKey.trim() === ''} onClick={attempt}>
          Try it
        </Button>
      </Inline>
      <OutcomeMessage outcome={outcome} />
      {tried && <Tried tried={tried} />}
    </Stack>
  )
}

function Tried({ tried: { issueKey, parts, faults, verdict } }: { readonly tried: FieldsCheck }) {
  return (
    <Stack space="space.100">
      <Table
        caption={`What ${issueKey} asks for, as the map reads it`}
        head={['Part', 'Read from', 'What it says']}
        rows={parts.map(({ part, field, value, fault }) => [
          requestPartWords[part].title,
          field,
          fault === undefined ? (value ?? 'nothing') : `${fault.message}. ${fault.help}`,
        ])}
        empty=""
      />
      {faults.length > 0 && (
        <SectionMessage appearance="error" title="The issue cannot be read as a request, so the gate stays shut">
          {faults.map(({ code, field, message, help }) => (
            <Text key={`${code} ${field ?? ''}`}>
              {message}. {help}
            </Text>
          ))}
        </SectionMessage>
      )}
      {verdict && (
        <SectionMessage
          appearance={verdict.allowed ? 'success' : 'information'}
          title={verdict.allowed ? 'The gate would let it pass' : 'The gate would stop it'}
        >
          <Text>{verdict.says}</Text>
        </SectionMessage>
      )}
    </Stack>
  )
}
