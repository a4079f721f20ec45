import { Button, Heading, Inline, Label, ProgressBar, SectionMessage, Stack, Text, TextArea } from '@forge/react'
import { useState } from 'react'
import type { Refusal } from '../../admin/admin-answer.ts'
import type { VerifyStep } from '../../admin/audit/verify-log.ts'
import { OutcomeMessage } from '../issue/outcome.tsx'
import { Answered } from './answered.tsx'
import { call } from './call.ts'
import { Table } from './table.tsx'
import { useTold } from './use-told.ts'

/** The app's log: page by page, verified from its first entry, and as a file. */
export function LogTab() {
  const [before, setBefore] = useState<number>()
  const telling = useTold('log.read', before === undefined ? {} : { before })
  return (
    <Stack space="space.300">
      <Answered telling={telling} what="Reading the audit log">
        {({ head, lines, next }) => (
          <Stack space="space.100">
            <Text>
              {head.count} {head.count === 1 ? 'entry' : 'entries'}. Head: {head.count}:{head.hash}
            </Text>
            <Text>
              Keep the head where whoever can write to the app cannot: only that shows later that no end was cut off.
            </Text>
            <Table
              caption="Audit log, the newest first"
              head={['No.', 'When', 'What', 'About']}
              rows={lines.map(({ seq, at, type, says }) => [String(seq), at, type, aboutOf(says)])}
              empty="Nothing was done yet."
              rowsPerPage={50}
            />
            <Inline space="space.100">
              <Button isDisabled={before === undefined} onClick={() => setBefore(undefined)}>
                Newest
              </Button>
              <Button isDisabled={next === undefined} onClick={() => setBefore(next)}>
                Older
              </Button>
            </Inline>
          </Stack>
        )}
      </Answered>
      <Verify />
      <Export />
    </Stack>
  )
}

function aboutOf(says: Readonly<Record<string, string>>): string {
  return Object.entries(says)
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ')
}

function Verify() {
  const [step, setStep] = useState<VerifyStep>()
  const [isBusy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal>()

  async function verify() {
    setBusy(true)
    setRefusal(undefined)
    let last: VerifyStep | undefined
    do {
      const answer = await call('log.verify', last === undefined ? {} : { from: last.head })
      if (!answer.ok) {
        setRefusal(answer)
        break
      }
      last = answer
      setStep(answer)
    } while (!last.done)
    setBusy(false)
  }

  return (
    <Stack space="space.100" alignInline="start">
      <Heading as="h2" size="small">
        Verify
      </Heading>
      <Button isDisabled={isBusy} onClick={verify}>
        Verify the whole log
      </Button>
      {isBusy && step && <ProgressBar value={step.head.count / Math.max(1, step.count)} ariaLabel="Verified so far" />}
      {!isBusy && step?.done && <Verified step={step} />}
      <OutcomeMessage outcome={refusal} />
    </Stack>
  )
}

function Verified({ step: { head, broken } }: { readonly step: VerifyStep }) {
  if (broken !== undefined) {
    return (
      <SectionMessage appearance="error" title={`The log is broken: ${broken.message}`}>
        <Text>
          Everything before it holds. Export what there is, compare it with an earlier export or head, and find out who
          may write to the storage of the app.
        </Text>
      </SectionMessage>
    )
  }
  return (
    <SectionMessage appearance="success" title="The log is whole">
      <Text>
        {head.count} {head.count === 1 ? 'entry holds' : 'entries hold'}, up to {head.count}:{head.hash}
      </Text>
    </SectionMessage>
  )
}

function Export() {
  const [text, setText] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal>()

  async function read() {
    setBusy(true)
    setRefusal(undefined)
    let whole = ''
    for (let from: number | undefined = 1; from !== undefined; ) {
      const answer: Awaited<ReturnType<typeof partFrom>> = await partFrom(from)
      if (!answer.ok) {
        setRefusal(answer)
        break
      }
      whole += answer.text
      from = answer.next
      if (from === undefined) setText(whole)
    }
    setBusy(false)
  }

  return (
    <Stack space="space.100" alignInline="stretch">
      <Heading as="h2" size="small">
        Export
      </Heading>
      <Text>
        Save the text as log.ndjson; anybody can check it with ticketbound audit verify log.ndjson or with sha256sum.
      </Text>
      <Inline>
        <Button isDisabled={isBusy} onClick={read}>
          Show the log as a file
        </Button>
      </Inline>
      <OutcomeMessage outcome={refusal} />
      {text !== undefined && (
        <Stack space="space.050">
          <Label labelFor="log-text">log.ndjson</Label>
          <TextArea id="log-text" name="log-text" isReadOnly isMonospaced minimumRows={10} value={text} />
        </Stack>
      )}
    </Stack>
  )
}

function partFrom(from: number) {
  return call('log.export', { from })
}
