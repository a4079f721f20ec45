/** A document that differs from a good one in one place, and how. */
export interface ChangedDocument {
  readonly what: string
  readonly document: unknown
}

type Path = readonly (string | number)[]

/** Values of every sort that somebody could have written at any place. */
const written: readonly unknown[] = [
  null,
  true,
  false,
  '',
  ' a',
  'a\tb',
  'x'.repeat(257),
  'alice',
  'high',
  'group',
  'human',
  'id:mail',
  'id:',
  'P90D',
  'P1Y',
  'PT',
  '2026-01-01T00:00:00Z',
  '2026-01-01T00:00:00',
  'files',
  0,
  1,
  0.5,
  -1,
  101,
  1e6,
  [],
  ['a'],
  ['a', 7],
  [null],
  [{}],
  {},
  { unknown: 1 },
  { a: ['b'] },
  { a: 'b' },
]

/** Every document that comes of a good one by writing something else, leaving something out, or adding a key, in one place. */
export function* changedDocuments(document: unknown): Generator<ChangedDocument> {
  for (const path of pathsIn(document, [])) {
    for (const value of written)
      yield { what: `${path.join('.')} = ${JSON.stringify(value)}`, document: withValue(document, path, value) }
    yield { what: `${path.join('.')} left out`, document: withValue(document, path, undefined) }
    if (isGroup(valueAt(document, path))) {
      yield { what: `${path.join('.')} with a key more`, document: withValue(document, [...path, 'more'], 1) }
    }
  }
}

function* pathsIn(value: unknown, path: Path): Generator<Path> {
  yield path
  if (typeof value !== 'object' || value === null) return
  for (const [key, member] of Object.entries(value)) {
    yield* pathsIn(member, [...path, Array.isArray(value) ? Number(key) : key])
  }
}

function isGroup(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function valueAt(document: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, step) => (value as Record<string | number, unknown>)[step], document)
}

/** A copy with another value at one place; `undefined` takes the place out. */
function withValue(document: unknown, path: Path, value: unknown): unknown {
  const [step, ...rest] = path
  if (step === undefined) return value
  if (Array.isArray(document)) {
    return value === undefined && rest.length === 0
      ? document.filter((_, index) => index !== step)
      : document.map((member, index) => (index === step ? withValue(member, rest, value) : member))
  }
  const copy = { ...(document as Record<string, unknown>) }
  const changed = withValue(copy[step], rest, value)
  if (changed === undefined) delete copy[step]
  else copy[step] = changed
  return copy
}
