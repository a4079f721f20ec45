import type { ReportMeasure, ReportUnit } from './report-model.ts'

const whole = new Intl.NumberFormat('en')
const oneDecimal = new Intl.NumberFormat('en', { maximumFractionDigits: 1 })

/** Writes a number with its thousands apart. */
export function amount(value: number): string {
  return whole.format(value)
}

/** Writes a number with at most one decimal. */
export function number(value: number): string {
  return oneDecimal.format(value)
}

/** Writes a number of things: `1 finding`, `2,000 findings`. */
export function amountOf(value: number, one: string, many = `${one}s`): string {
  return `${whole.format(value)} ${value === 1 ? one : many}`
}

/** Writes a measure's value in its unit. */
export function valueText(value: number, unit: ReportUnit): string {
  if (unit === 'ratio') return percent(value)
  if (unit === 'requests') return amountOf(value, 'request')
  return `${oneDecimal.format(value)} ${value === 1 ? 'hour' : 'hours'}`
}

/** Writes what a measure was computed over, like `97 of 100`; nothing where it was not computed or has no parts. */
export function partsText(measure: ReportMeasure): string | undefined {
  const { value, numerator, denominator } = measure
  if (value === null || numerator === null || denominator === null) return undefined
  return `${amount(numerator)} of ${amount(denominator)}`
}

/** A share that is not whole never reads as 100 %, and one that is not nothing never as 0 %. */
function percent(share: number): string {
  const text = oneDecimal.format(share * 100)
  if (text === '100' && share < 1) return 'just under 100 %'
  if (text === '0' && share > 0) return 'under 0.1 %'
  return `${text} %`
}
