import type { NightStep } from '../night/night-input.ts'
import { amount, amountOf } from '../report/amount.ts'
import { type Output, plain } from './output.ts'

/** Tells how far a night is. */
export interface Progress {
  readonly onStep: (step: NightStep) => void
  /** Takes the progress line away, so that other words can follow. */
  readonly clear: () => void
}

const clearLine = '\r\u001b[2K'

/**
 * Tells a night's steps on standard error: one line that changes on a terminal, lines one after another elsewhere. A
 * dry run keeps nothing, so of its end it tells what would have been.
 */
export function openProgress(err: Output, isDry: boolean): Progress {
  return err.isTerminal ? onTerminal(err) : inLines(err, isDry)
}

function onTerminal(err: Output): Progress {
  let shown = ''
  function show(text: string): void {
    if (text === shown) return
    err.text(`${clearLine}${err.paint.dim(text)}`)
    shown = text
  }
  function clear(): void {
    if (shown !== '') err.text(clearLine)
    shown = ''
  }
  function onStep(step: NightStep): void {
    if (step.step === 'reading') show(`Reading ${plain(step.source)}${share(step.done, step.total)}`)
    else if (step.step === 'reconciling') show(`Reconciling${share(step.subjects, step.of)}`)
    else clear()
  }
  return { onStep, clear }
}

function share(done: number, total: number): string {
  return total > 0 ? ` ${Math.min(100, Math.floor((done / total) * 100))} %` : ' …'
}

/** Quarters are enough for a log that somebody reads the morning after. */
const parts = 4

function inLines(err: Output, isDry: boolean): Progress {
  const told = new Set<string>()
  function once(key: string, text: string): void {
    if (told.has(key)) return
    told.add(key)
    err.line(text)
  }
  function onStep(step: NightStep): void {
    if (step.step === 'reading') once(`reading ${step.source}`, `reading ${plain(step.source)}`)
    else if (step.step === 'read') err.line(readText(step))
    else if (step.step === 'reconciling') {
      const part = step.of > 0 ? Math.floor((step.subjects / step.of) * parts) : parts
      once(`reconciling ${part}`, `reconciling ${amount(step.subjects)} of ${amountOf(step.of, 'subject')}`)
    } else err.line(endText(step, isDry))
  }
  return { onStep, clear: () => {} }
}

function endText(step: Extract<NightStep, { step: 'published' | 'held' }>, isDry: boolean): string {
  if (step.step === 'held') return `${isDry ? 'would be held' : 'held'}: ${plain(step.reason)}`
  return `${isDry ? 'would publish' : 'published'} ${amountOf(step.changes, 'change')}`
}

function readText({ source, rows, rejected, complete }: Extract<NightStep, { step: 'read' }>): string {
  const bad = rejected > 0 ? `, ${amount(rejected)} rejected` : ''
  return `read ${plain(source)}: ${amountOf(rows, 'row')}${bad}${complete ? '' : ', incomplete'}`
}
