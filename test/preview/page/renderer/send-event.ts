import type { SyntheticEvent } from 'react'
import type { ForgeDoc } from './forge-doc.ts'
import { call } from './read-props.ts'

/** What an app's handler gets of an event: no element crosses the bridge, only what can be written down. */
export interface SerialisableEvent {
  readonly bubbles: boolean
  readonly cancelable: boolean
  readonly defaultPrevented: boolean
  readonly eventPhase: number
  readonly isTrusted: boolean
  readonly timeStamp: number
  readonly type: string
  readonly target: {
    readonly value?: string
    readonly checked?: boolean
    readonly name?: string
    readonly id?: string
    readonly tagName?: string
    readonly type?: string
    readonly selectionStart?: number | null
    readonly selectionEnd?: number | null
  }
}

/**
 * Gives a React handler that calls the app's handler of `name` with the event as UI Kit sends it.
 *
 * @see https://developer.atlassian.com/platform/forge/ui-kit/components/textfield/
 */
export function sendEvent(doc: ForgeDoc, name: string): (event: SyntheticEvent) => void {
  return (event) => call(doc, name)(serialiseEvent(event))
}

/** Writes an event down as UI Kit sends it to the app. */
export function serialiseEvent(event: SyntheticEvent): SerialisableEvent {
  const { bubbles, cancelable, defaultPrevented, eventPhase, isTrusted, timeStamp, type } = event
  return {
    bubbles,
    cancelable,
    defaultPrevented,
    eventPhase,
    isTrusted,
    timeStamp,
    type,
    target: describe(event.target),
  }
}

function describe(target: EventTarget): SerialisableEvent['target'] {
  if (target instanceof HTMLInputElement) {
    const { value, checked, name, id, tagName, type, selectionStart, selectionEnd } = target
    return { value, checked, name, id, tagName, type, selectionStart, selectionEnd }
  }
  if (target instanceof HTMLTextAreaElement) {
    const { value, name, id, tagName, type, selectionStart, selectionEnd } = target
    return { value, name, id, tagName, type, selectionStart, selectionEnd }
  }
  return target instanceof HTMLElement ? { id: target.id, tagName: target.tagName } : {}
}
