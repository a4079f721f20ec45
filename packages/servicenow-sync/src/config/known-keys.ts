import type { FaultPath } from '@ticketbound/core'
import { ConfigShape } from './config-shape.ts'

/** A shape, as far as its keys are looked for. */
interface Shape {
  readonly entries?: Readonly<Record<string, Shape>>
  readonly wrapped?: Shape
  readonly pipe?: readonly Shape[]
  readonly item?: Shape
  readonly options?: readonly Shape[]
  readonly literal?: unknown
}

/** The keys that a configuration knows at a place of `document`; where there are several types, those of the one named. */
export function knownKeys(path: FaultPath, document: unknown): readonly string[] {
  let shape: Shape | undefined = ConfigShape as unknown as Shape
  let value = document
  for (const step of path) {
    const around: Shape | undefined = chosen(shape, value)
    shape = typeof step === 'number' ? around?.item : around?.entries?.[step]
    value = memberOf(value, step)
  }
  return Object.keys(chosen(shape, value)?.entries ?? {})
}

/** The shape behind what only wraps it, and of several the one whose `type` the value names. */
function chosen(shape: Shape | undefined, value: unknown): Shape | undefined {
  if (shape?.pipe) return chosen(shape.pipe.find(isStructured), value)
  if (shape?.wrapped) return chosen(shape.wrapped, value)
  if (!shape?.options) return shape
  const type = memberOf(value, 'type')
  const named = shape.options.find(({ entries }) => entries?.type?.literal === type)
  return named ?? { entries: Object.assign({}, ...shape.options.map(({ entries }) => entries)) }
}

function isStructured({ entries, wrapped, pipe, item, options }: Shape): boolean {
  return [entries, wrapped, pipe, item, options].some((part) => part !== undefined)
}

function memberOf(value: unknown, step: string | number): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[step] : undefined
}
