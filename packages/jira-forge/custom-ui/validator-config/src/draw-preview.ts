import { sayConfig } from '../../../src/gate/transition-config.ts'
import { element } from './element.ts'
import type { FormReading } from './form-state.ts'
import { warningsOf } from './warnings-of.ts'

/** Draws what a choice means, in plain words, and what it leaves open; or what is still missing. */
export function drawPreview(reading: FormReading): readonly HTMLElement[] {
  if (!reading.ok) return [note('fault', ...reading.faults)]
  const warnings = warningsOf(reading.config)
  const means = note('', sayConfig(reading.config))
  return warnings.length === 0 ? [means] : [means, note('warning', ...warnings)]
}

/** Draws a note: one sentence, or a list of several. */
export function note(kind: 'warning' | 'fault' | '', ...sentences: readonly string[]): HTMLElement {
  const words = sentences.length === 1 ? [element('p', {}, ...sentences)] : [listOf(sentences)]
  return element('div', { class: `note ${kind}`.trim() }, ...words)
}

function listOf(sentences: readonly string[]): HTMLElement {
  return element('ul', {}, ...sentences.map((sentence) => element('li', {}, sentence)))
}
