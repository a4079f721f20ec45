import Avatar from '@atlaskit/avatar'
import { ErrorMessage, HelperMessage, Label, RequiredAsterisk } from '@atlaskit/form'
import { Inline } from '@atlaskit/primitives'
import { AsyncSelect } from '@atlaskit/select'
import { useEffect, useId, useState } from 'react'
import { type Person, usePeople } from '../product.ts'
import { Inside } from './draw.tsx'
import { call, flag, pick, text } from './read-props.ts'
import type { Renderer } from './renderer.ts'

const DrawnUser: Renderer = ({ doc }) => {
  const accountId = text(doc, 'accountId') ?? ''
  const person = usePerson(accountId)
  const name = person === undefined ? accountId : person.displayName
  return (
    <span style={inSentence}>
      <Avatar size="small" appearance="circle" as="span" />
      {flag(doc, 'hideDisplayName') ? null : (
        <span>{person?.active === false ? `${name} (no longer active)` : name}</span>
      )}
    </span>
  )
}

// Somebody is often named in the middle of a sentence.
const inSentence = { display: 'inline-flex', alignItems: 'center', gap: 6, verticalAlign: 'middle' } as const

const DrawnUserGroup: Renderer = ({ doc }) => (
  <Inline space="space.150" shouldWrap rowSpace="space.050">
    <Inside doc={doc} />
  </Inline>
)

interface Choice {
  readonly label: string
  readonly value: string
}

/** What UI Kit tells the app of somebody who was picked. */
interface Picked {
  readonly id: string
  readonly type: 'user'
  readonly name: string
  readonly avatarUrl: string
  readonly email: string
}

const DrawnUserPicker: Renderer = ({ doc }) => {
  const id = useId()
  const { findPeople } = usePeople()
  const preset = text(doc, 'value') ?? text(doc, 'defaultValue') ?? ''
  const known = usePerson(preset)
  const [chosen, setChosen] = useState<Choice | readonly Choice[] | null>()
  const shown = chosen === undefined && known !== undefined ? choiceOf(known) : (chosen ?? null)
  const label = text(doc, 'label')
  const description = text(doc, 'description')
  return (
    <div style={{ minWidth: 'min(280px, 100%)' }}>
      {label === undefined ? null : (
        <Label htmlFor={id}>
          {label}
          {flag(doc, 'isRequired') ? <RequiredAsterisk /> : null}
        </Label>
      )}
      <AsyncSelect<Choice, boolean>
        {...pick(
          doc,
          'name',
          'isMulti',
          'isDisabled',
          'isRequired',
          'isInvalid',
          'isClearable',
          'aria-label',
          'aria-labelledby',
        )}
        inputId={id}
        placeholder={text(doc, 'placeholder') ?? 'Choose somebody'}
        menuPosition="fixed"
        cacheOptions
        defaultOptions
        loadOptions={async (typed) => (await findPeople(typed)).map(choiceOf)}
        value={shown}
        onChange={(now) => {
          setChosen(now)
          call(doc, 'onChange')(Array.isArray(now) ? now.map(pickedOf) : now === null ? null : pickedOf(now as Choice))
        }}
      />
      {description === undefined ? null : <HelperMessage>{description}</HelperMessage>}
      {text(doc, 'errorMessage') === undefined ? null : <ErrorMessage>{text(doc, 'errorMessage')}</ErrorMessage>}
    </div>
  )
}

function choiceOf(person: Person): Choice {
  return { label: person.displayName, value: person.accountId }
}

function pickedOf({ label, value }: Choice): Picked {
  return { id: value, type: 'user', name: label, avatarUrl: '', email: '' }
}

function usePerson(accountId: string): Person | undefined {
  const { personOf } = usePeople()
  const [person, setPerson] = useState<Person>()
  useEffect(() => {
    let wanted = true
    if (accountId !== '') void personOf(accountId).then((found) => wanted && setPerson(found))
    return () => {
      wanted = false
    }
  }, [accountId, personOf])
  return person
}

/** Who it is about. */
export const people = {
  User: DrawnUser,
  UserGroup: DrawnUserGroup,
  UserPicker: DrawnUserPicker,
} as const satisfies Readonly<Record<string, Renderer>>
