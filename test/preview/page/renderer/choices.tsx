import { Checkbox } from '@atlaskit/checkbox'
import { Radio, RadioGroup } from '@atlaskit/radio'
import Select from '@atlaskit/select'
import Toggle from '@atlaskit/toggle'
import { call, flag, list, pick, text, textIn } from './read-props.ts'
import type { Renderer } from './renderer.ts'
import { sendEvent } from './send-event.ts'
import { useOwnValue } from './use-own-value.ts'

interface Option {
  readonly label: string
  readonly value: unknown
  readonly isDisabled?: boolean
}

const named = ['aria-label', 'aria-labelledby', 'aria-describedby']

const DrawnSelect: Renderer = ({ doc }) => {
  const [value, setValue] = useOwnValue(doc, (given) => (given ?? null) as Option | readonly Option[] | null)
  return (
    <Select<Option, boolean>
      {...pick(
        doc,
        'id',
        'name',
        'appearance',
        'autoFocus',
        'closeMenuOnSelect',
        'isClearable',
        'isDisabled',
        'isInvalid',
        'isLoading',
        'isMulti',
        'isRequired',
        'isSearchable',
        'menuIsOpen',
        'openMenuOnFocus',
        'placeholder',
        'spacing',
        'testId',
        ...named,
      )}
      {...((text(doc, 'inputId') ?? text(doc, 'id')) === undefined
        ? {}
        : { inputId: text(doc, 'inputId') ?? text(doc, 'id') ?? '' })}
      options={list(doc, 'options') as Option[]}
      menuPosition="fixed"
      value={value}
      onChange={(chosen) => {
        setValue(chosen)
        call(doc, 'onChange')(chosen)
      }}
      onInputChange={(typed, { action }) => {
        if (action === 'input-change') call(doc, 'onInputChange')(typed, { action })
      }}
      onBlur={sendEvent(doc, 'onBlur')}
      onFocus={sendEvent(doc, 'onFocus')}
    />
  )
}

const DrawnCheckbox: Renderer = ({ doc }) => {
  const [checked, setChecked] = useOwnValue(doc, (given) => given === true, 'isChecked', 'defaultChecked')
  return (
    <Checkbox
      {...pick(
        doc,
        'id',
        'name',
        'value',
        'label',
        'isDisabled',
        'isIndeterminate',
        'isInvalid',
        'isRequired',
        'testId',
        ...named,
      )}
      isChecked={checked}
      onChange={(event) => {
        setChecked(event.currentTarget.checked)
        sendEvent(doc, 'onChange')(event)
      }}
    />
  )
}

const DrawnCheckboxGroup: Renderer = ({ doc }) => {
  const [values, setValues] = useOwnValue(doc, (given) => (Array.isArray(given) ? given.map(String) : []))
  const options = list(doc, 'options') as readonly Option[]
  const choose = (value: string, checked: boolean): void => {
    const chosen = options
      .map((option) => String(option.value))
      .filter((one) => (one === value ? checked : values.includes(one)))
    setValues(chosen)
    call(doc, 'onChange')(chosen)
  }
  return (
    <fieldset style={{ border: 0, margin: 0, padding: 0 }} {...pick(doc, ...named)}>
      {options.map((option) => (
        <Checkbox
          key={String(option.value)}
          name={text(doc, 'name') ?? ''}
          label={option.label}
          value={String(option.value)}
          isDisabled={flag(doc, 'isDisabled') || option.isDisabled === true}
          isChecked={values.includes(String(option.value))}
          onChange={(event) => choose(String(option.value), event.currentTarget.checked)}
        />
      ))}
    </fieldset>
  )
}

const DrawnRadio: Renderer = ({ doc }) => {
  const [checked, setChecked] = useOwnValue(doc, (given) => given === true, 'isChecked', 'defaultChecked')
  return (
    <Radio
      {...pick(doc, 'name', 'label', 'isDisabled', 'isInvalid', 'isRequired', 'testId', ...named)}
      value={text(doc, 'value') ?? ''}
      isChecked={checked}
      onChange={(event) => {
        setChecked(true)
        sendEvent(doc, 'onChange')(event)
      }}
    />
  )
}

const DrawnRadioGroup: Renderer = ({ doc }) => {
  const [value, setValue] = useOwnValue(doc, (given) => (given === undefined || given === null ? null : String(given)))
  const options = (list(doc, 'options') as readonly Option[]).map((option) => ({
    name: text(doc, 'name') ?? '',
    label: option.label,
    value: String(option.value),
    isDisabled: option.isDisabled === true,
  }))
  return (
    <RadioGroup
      {...pick(doc, 'isDisabled', 'isInvalid', 'isRequired', 'testId', 'aria-labelledby')}
      options={options}
      value={value}
      onChange={(event) => {
        setValue(event.currentTarget.value)
        sendEvent(doc, 'onChange')(event)
      }}
    />
  )
}

const DrawnToggle: Renderer = ({ doc }) => {
  const [checked, setChecked] = useOwnValue(doc, (given) => given === true, 'isChecked', 'defaultChecked')
  return (
    <Toggle
      {...pick(doc, 'id', 'name', 'value', 'isDisabled', 'size', 'testId')}
      label={text(doc, 'label') ?? text(doc, 'aria-label') ?? textIn(doc)}
      isChecked={checked}
      onChange={(event) => {
        setChecked(event.currentTarget.checked)
        sendEvent(doc, 'onChange')(event)
      }}
    />
  )
}

/** What is chosen. */
export const choices = {
  Select: DrawnSelect,
  Checkbox: DrawnCheckbox,
  CheckboxGroup: DrawnCheckboxGroup,
  Radio: DrawnRadio,
  RadioGroup: DrawnRadioGroup,
  Toggle: DrawnToggle,
} as const satisfies Readonly<Record<string, Renderer>>
