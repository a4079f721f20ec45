import { DatePicker, TimePicker } from '@atlaskit/datetime-picker'
import {
  ErrorMessage,
  FormFooter,
  FormHeader,
  FormSection,
  HelperMessage,
  Label,
  RequiredAsterisk,
  ValidMessage,
} from '@atlaskit/form'
import TextArea from '@atlaskit/textarea'
import Textfield from '@atlaskit/textfield'
import { useContext } from 'react'
import { FormSubmit, InDialog } from './around.ts'
import { Inside } from './draw.tsx'
import type { ForgeDoc } from './forge-doc.ts'
import { call, flag, oneOf, pick, text } from './read-props.ts'
import type { Renderer } from './renderer.ts'
import { sendEvent, serialiseEvent } from './send-event.ts'
import { useOwnValue } from './use-own-value.ts'

const passed = [
  'id',
  'name',
  'isDisabled',
  'isInvalid',
  'isRequired',
  'isReadOnly',
  'placeholder',
  'autoFocus',
  'testId',
]

const DrawnForm: Renderer = ({ doc }) => {
  const submit = call(doc, 'onSubmit')
  const inDialog = useContext(InDialog)
  return (
    <FormSubmit.Provider value={submit}>
      <form
        noValidate
        style={inDialog ? { display: 'contents' } : {}}
        onSubmit={(event) => {
          event.preventDefault()
          submit(serialiseEvent(event))
        }}
      >
        <Inside doc={doc} />
      </form>
    </FormSubmit.Provider>
  )
}

const DrawnFormHeader: Renderer = ({ doc }) => (
  <FormHeader title={text(doc, 'title')}>
    <Inside doc={doc} />
  </FormHeader>
)

const DrawnFormSection: Renderer = ({ doc }) => (
  <FormSection title={text(doc, 'title')} description={text(doc, 'description')}>
    <Inside doc={doc} />
  </FormSection>
)

const DrawnFormFooter: Renderer = ({ doc }) => (
  <FormFooter align={oneOf(doc, 'align', ['start', 'end'])}>
    <Inside doc={doc} />
  </FormFooter>
)

const DrawnLabel: Renderer = ({ doc }) => (
  <Label htmlFor={text(doc, 'labelFor') ?? ''} {...pick(doc, 'id', 'testId')}>
    <Inside doc={doc} />
  </Label>
)

const DrawnHelperMessage: Renderer = ({ doc }) => (
  <HelperMessage>
    <Inside doc={doc} />
  </HelperMessage>
)

// Outside of Atlaskit's own field a message is announced only when it stands in a live region.
const DrawnErrorMessage: Renderer = ({ doc }) => (
  <div role="alert">
    <ErrorMessage>
      <Inside doc={doc} />
    </ErrorMessage>
  </div>
)

const DrawnValidMessage: Renderer = ({ doc }) => (
  <ValidMessage>
    <Inside doc={doc} />
  </ValidMessage>
)

const DrawnRequiredAsterisk: Renderer = () => <RequiredAsterisk />

function asText(value: unknown): string {
  return value === undefined || value === null ? '' : String(value)
}

const DrawnTextfield: Renderer = ({ doc }) => {
  const [value, setValue] = useOwnValue(doc, asText)
  return (
    <Textfield
      {...pick(
        doc,
        ...passed,
        'appearance',
        'isCompact',
        'isMonospaced',
        'maxLength',
        'min',
        'max',
        'pattern',
        'width',
      )}
      {...named(doc)}
      type={text(doc, 'type') ?? 'text'}
      value={value}
      onChange={(event) => {
        setValue(event.currentTarget.value)
        sendEvent(doc, 'onChange')(event)
      }}
      onBlur={sendEvent(doc, 'onBlur')}
      onFocus={sendEvent(doc, 'onFocus')}
    />
  )
}

const DrawnTextArea: Renderer = ({ doc }) => {
  const [value, setValue] = useOwnValue(doc, asText)
  return (
    <TextArea
      {...pick(
        doc,
        ...passed,
        'appearance',
        'isCompact',
        'isMonospaced',
        'maxHeight',
        'maxLength',
        'minimumRows',
        'resize',
        'spellCheck',
      )}
      {...named(doc)}
      value={value}
      onChange={(event) => {
        setValue(event.currentTarget.value)
        sendEvent(doc, 'onChange')(event)
      }}
      onBlur={sendEvent(doc, 'onBlur')}
      onFocus={sendEvent(doc, 'onFocus')}
    />
  )
}

const dates = [
  'disabled',
  'maxDate',
  'minDate',
  'dateFormat',
  'weekStartDay',
  'nextMonthLabel',
  'previousMonthLabel',
  'spacing',
  'shouldShowCalendarButton',
  'defaultIsOpen',
  'isOpen',
]

const DrawnDatePicker: Renderer = ({ doc }) => {
  const [value, setValue] = useOwnValue(doc, asText)
  return (
    <DatePicker
      {...pick(doc, ...passed, ...dates)}
      {...(text(doc, 'aria-label') === undefined ? {} : { label: text(doc, 'aria-label') ?? '' })}
      locale={text(doc, 'locale') ?? 'en-GB'}
      value={value}
      onChange={(chosen) => {
        setValue(chosen)
        call(doc, 'onChange')(chosen)
      }}
      onBlur={sendEvent(doc, 'onBlur')}
      onFocus={sendEvent(doc, 'onFocus')}
    />
  )
}

const DrawnTimePicker: Renderer = ({ doc }) => {
  const [value, setValue] = useOwnValue(doc, asText)
  return (
    <TimePicker
      {...pick(doc, ...passed, 'times', 'timeFormat', 'timeIsEditable', 'spacing')}
      value={value}
      onChange={(chosen) => {
        setValue(chosen)
        call(doc, 'onChange')(chosen)
      }}
    />
  )
}

const DrawnRange: Renderer = ({ doc }) => {
  const [value, setValue] = useOwnValue(doc, (given) => Number(given ?? 50))
  return (
    <input
      type="range"
      {...pick(doc, 'id', 'name', 'min', 'max', 'step')}
      {...named(doc)}
      disabled={flag(doc, 'isDisabled')}
      value={value}
      onChange={(event) => {
        setValue(Number(event.currentTarget.value))
        call(doc, 'onChange')(Number(event.currentTarget.value))
      }}
    />
  )
}

/** What tells assistive technology how a field is called and described. */
function named(doc: ForgeDoc): object {
  return pick(doc, 'aria-label', 'aria-labelledby', 'aria-describedby')
}

/** What is filled in. */
export const fields = {
  Form: DrawnForm,
  FormHeader: DrawnFormHeader,
  FormSection: DrawnFormSection,
  FormFooter: DrawnFormFooter,
  Label: DrawnLabel,
  HelperMessage: DrawnHelperMessage,
  ErrorMessage: DrawnErrorMessage,
  ValidMessage: DrawnValidMessage,
  RequiredAsterisk: DrawnRequiredAsterisk,
  Textfield: DrawnTextfield,
  TextArea: DrawnTextArea,
  DatePicker: DrawnDatePicker,
  TimePicker: DrawnTimePicker,
  Range: DrawnRange,
} as const satisfies Readonly<Record<string, Renderer>>
