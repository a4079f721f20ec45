import { type RequestKind, type RuleId, ruleFacts, ruleIds } from '@ticketbound/core'
import type { TransitionConfig } from '../../../src/gate/transition-config.ts'
import { drawPreview } from './draw-preview.ts'
import { element } from './element.ts'
import { type FormReading, type FormState, readForm } from './form-state.ts'

/** A form on the page. */
export interface DrawnForm {
  readonly elements: readonly HTMLElement[]
  /** What is chosen now. */
  readonly read: () => FormReading
  /** Leads to what is missing: the page cannot be left like that. */
  readonly lead: () => void
}

type Evidence = TransitionConfig['evidence']

const kindWords: Readonly<Partial<Record<RequestKind, string>>> = {
  provision: 'New access',
  change: 'Changed access',
  deprovision: 'Access taken away',
}

const evidenceWords: Readonly<Record<Evidence, readonly [title: string, help: string]>> = {
  'sealed-or-native': [
    'Given in Ticketbound, or in Jira Service Management',
    'Those of Jira Service Management count where the field history shows that nothing was changed afterwards.',
  ],
  sealed: ['Given in Ticketbound only', 'Each is sealed to exactly what was approved.'],
  none: ['None', 'For a transition that only sends a request on to be approved.'],
}

/** Draws the form that an administrator fills in for a transition, with a preview that follows every choice. */
export function drawForm(begin: FormState): DrawnForm {
  const kinds = boxes(Object.keys(kindWords) as readonly RequestKind[], begin.kinds, (kind) => [kindWords[kind] ?? ''])
  const without = boxes(ruleIds, begin.without, (rule) => [ruleFacts(rule).title, ruleFacts(rule).explanation])
  const rules = radios('rules', ['all', 'without'], begin.isAllRules ? 'all' : 'without', (choice) =>
    choice === 'all' ? ['Every rule must hold'] : ['Every rule but some'],
  )
  const evidence = radios(
    'evidence',
    ['sealed-or-native', 'sealed', 'none'] as const,
    begin.evidence,
    (choice) => evidenceWords[choice],
  )
  const list = element(
    'div',
    { class: 'rules', role: 'group', 'aria-label': 'Rules that need not hold' },
    ...without.elements,
  )
  const preview = element('div', { 'aria-live': 'polite', id: 'preview' })

  function read(): FormReading {
    return readForm({
      kinds: kinds.chosen(),
      isAllRules: rules.chosen() === 'all',
      without: without.chosen(),
      evidence: evidence.chosen(),
    })
  }

  function refresh(): void {
    list.hidden = rules.chosen() === 'all'
    preview.replaceChildren(...drawPreview(read()))
  }

  const form = element(
    'form',
    { 'aria-describedby': 'preview' },
    fieldset('Kinds of request that may pass', kinds.elements),
    fieldset('Rules', [...rules.elements, list]),
    fieldset('Approvals that count', evidence.elements),
  )
  form.addEventListener('change', refresh)
  form.addEventListener('submit', (event) => event.preventDefault())
  refresh()
  return {
    elements: [form, element('h2', {}, 'What this means'), preview],
    read,
    lead: () => (kinds.chosen().length === 0 ? kinds : without).first()?.focus(),
  }
}

interface Boxes<Choice> {
  readonly elements: readonly HTMLElement[]
  readonly chosen: () => readonly Choice[]
  readonly first: () => HTMLElement | undefined
}

function boxes<Choice extends RequestKind | RuleId>(
  choices: readonly Choice[],
  begin: readonly Choice[],
  words: (choice: Choice) => readonly string[],
): Boxes<Choice> {
  const made = choices.map((choice) => [choice, input('checkbox', choice, choice, begin.includes(choice))] as const)
  return {
    elements: made.map(([choice, box]) => choiceOf(box, words(choice))),
    chosen: () => made.filter(([, box]) => box.checked).map(([choice]) => choice),
    first: () => made[0]?.[1],
  }
}

function radios<Choice extends string>(
  name: string,
  choices: readonly Choice[],
  begin: Choice,
  words: (choice: Choice) => readonly string[],
): { readonly elements: readonly HTMLElement[]; readonly chosen: () => Choice } {
  const made = choices.map((choice) => [choice, input('radio', name, choice, choice === begin)] as const)
  return {
    elements: made.map(([choice, radio]) => choiceOf(radio, words(choice))),
    chosen: () => made.find(([, radio]) => radio.checked)?.[0] ?? begin,
  }
}

function input(type: 'checkbox' | 'radio', name: string, value: string, isChecked: boolean): HTMLInputElement {
  const made = element('input', { type, name, value })
  made.checked = isChecked
  return made
}

/** The help stands beside the label, so that a control is called by its title alone and described by the rest. */
function choiceOf(box: HTMLInputElement, [title = '', help]: readonly string[]): HTMLElement {
  const id = `${box.name}-${box.value}`
  box.id = id
  const words = element('div', {}, element('label', { for: id }, title))
  if (help !== undefined) {
    box.setAttribute('aria-describedby', `${id}-help`)
    words.append(element('div', { class: 'help', id: `${id}-help` }, help))
  }
  return element('div', { class: 'choice' }, box, words)
}

function fieldset(legend: string, content: readonly HTMLElement[]): HTMLElement {
  return element('fieldset', {}, element('legend', {}, legend), ...content)
}
