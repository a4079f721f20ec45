import { CodeBlock, Heading, HelperMessage, Inline, Label, Stack, Text, Textfield } from '@forge/react'
import { useState } from 'react'
import type { Refusal } from '../../admin/admin-answer.ts'
import type { KeyLine } from '../../admin/keys/read-keys.ts'
import { type Outcome, OutcomeMessage } from '../issue/outcome.tsx'
import { Answered } from './answered.tsx'
import { call, type Told } from './call.ts'
import { ConfirmButton } from './confirm-button.tsx'
import { saidOf } from './said-of.ts'
import { Table } from './table.tsx'
import { textOf } from './texts.ts'
import { useTold } from './use-told.ts'

/** The keys that seal decisions: which there are, a new one, an end to a stolen one, and the public part for the night. */
export function KeysTab() {
  const telling = useTold('keys.read', {})
  const [done, setDone] = useState<Outcome>()

  function changed(said: string) {
    setDone({ done: said })
    telling.reload()
  }

  return (
    <Stack space="space.200">
      <Text>
        Each decision is sealed with an Ed25519 key whose private part never leaves the secret storage of the app.
        Whoever has the public part can verify a seal; the night must have it.
      </Text>
      <OutcomeMessage outcome={done} />
      <Answered telling={telling} what="Reading the keys">
        {(told) => <Keys told={told} onChanged={changed} />}
      </Answered>
    </Stack>
  )
}

interface KeysProps {
  readonly told: Told<'keys.read'>
  readonly onChanged: (said: string) => void
}

function Keys({ told: { keys, tenant, file }, onChanged }: KeysProps) {
  const active = keys.find(({ status }) => status === 'active')?.kid
  return (
    <Stack space="space.300">
      <Table
        caption="Keys"
        head={['Id', 'Status', 'What that means', 'End it']}
        rows={keys.map((key) => [
          key.kid,
          key.status,
          meaningOf(key),
          key.status === 'revoked' ? '' : <Revoke key="revoke" kid={key.kid} onRevoked={onChanged} />,
        ])}
        empty="There is no key yet. One is made at the first decision, or here."
      />
      <Inline>
        <Rotate active={active} onRotated={onChanged} />
      </Inline>
      {file && <ForTheNight file={file} tenant={tenant} />}
    </Stack>
  )
}

function meaningOf({ status, retiredAt }: KeyLine): string {
  if (status === 'active') return 'Seals new decisions.'
  if (status === 'retired') return `Seals nothing since ${retiredAt ?? 'it was retired'}; what it sealed before counts.`
  return 'Nothing that it ever sealed counts.'
}

function Rotate({
  active,
  onRotated,
}: {
  readonly active: string | undefined
  readonly onRotated: (said: string) => void
}) {
  async function rotate(): Promise<Refusal | undefined> {
    const answer = await call('keys.rotate', { active: active ?? null })
    if (!answer.ok) return answer
    onRotated(saidOf(`${answer.kid} seals decisions now. Give the night the new file below.`, answer.logged))
    return undefined
  }

  return (
    <ConfirmButton
      label={active === undefined ? 'Make a key' : 'Rotate the key'}
      title={active === undefined ? 'Make the first key?' : 'Make a new key?'}
      verb={active === undefined ? 'Make it' : 'Rotate'}
      appearance="primary"
      onConfirm={rotate}
    >
      <Text>
        {active === undefined
          ? 'It seals every decision from now on.'
          : `A new key seals every decision from now on. ${active} is retired and its private part deleted; what it sealed still counts.`}
      </Text>
      <Text>
        Give the night the new file of public keys afterwards; until then it does not count decisions sealed with the
        new key.
      </Text>
    </ConfirmButton>
  )
}

function Revoke({ kid, onRevoked }: { readonly kid: string; readonly onRevoked: (said: string) => void }) {
  const [confirmed, setConfirmed] = useState('')

  async function revoke(): Promise<Refusal | undefined> {
    const answer = await call('keys.revoke', { kid, confirmed })
    if (!answer.ok) return answer
    onRevoked(saidOf(`${kid} is revoked. Give the night the new file below.`, answer.logged))
    return undefined
  }

  return (
    <ConfirmButton label="Revoke" title={`Revoke ${kid}?`} verb="Revoke" appearance="danger" onConfirm={revoke}>
      <Text>
        Do this where the key may have been stolen. Every decision that it ever sealed stops counting at once: requests
        that wait must be approved again, and the night judges again what rests on it. This cannot be undone.
      </Text>
      <Label labelFor={`revoke-${kid}`}>Write the id of the key to confirm</Label>
      <Textfield id={`revoke-${kid}`} name={`revoke-${kid}`} onChange={(event) => setConfirmed(textOf(event))} />
    </ConfirmButton>
  )
}

function ForTheNight({ file, tenant }: { readonly file: string; readonly tenant: string }) {
  return (
    <Stack space="space.100">
      <Heading as="h2" size="small">
        For the night
      </Heading>
      <Text>Save this as seal-keys.json beside ticketbound.yaml:</Text>
      <CodeBlock text={file} language="json" />
      <Text>And name it there, with the site whose seals count:</Text>
      <CodeBlock text={`seals: { tenant: ${tenant}, keys: ./seal-keys.json }\n`} language="yaml" />
      <HelperMessage>
        These are public parts: they verify seals and make none. Hand them over again after each change.
      </HelperMessage>
    </Stack>
  )
}
