import type { ForgeDoc } from './forge-doc.ts'

/** Gives the named props that are there, for a component that takes them under the same names. */
export function pick(doc: ForgeDoc, ...names: readonly string[]): object {
  return Object.fromEntries(
    names.filter((name) => doc.props[name] !== undefined).map((name) => [name, doc.props[name]]),
  )
}

/** Gives a prop as text, or `undefined` where there is none. */
export function text(doc: ForgeDoc, name: string): string | undefined {
  const value = doc.props[name]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
}

/** Gives a prop as a number, or `otherwise`. */
export function number(doc: ForgeDoc, name: string, otherwise: number): number {
  const value = Number(doc.props[name])
  return doc.props[name] === undefined || Number.isNaN(value) ? otherwise : value
}

/** Says whether a prop is set. */
export function flag(doc: ForgeDoc, name: string): boolean {
  return doc.props[name] === true
}

/** Gives a prop as one of `allowed`, else the first of them. */
export function oneOf<const T extends string>(doc: ForgeDoc, name: string, allowed: readonly [T, ...T[]]): T {
  return allowed.find((one) => one === doc.props[name]) ?? allowed[0]
}

/** Gives a prop that is a list; anything else is an empty one. */
export function list(doc: ForgeDoc, name: string): readonly unknown[] {
  const value = doc.props[name]
  return Array.isArray(value) ? value : []
}

/** Gives the app's handler of a prop; where there is none, a function that does nothing. */
export function call(doc: ForgeDoc, name: string): (...sent: readonly unknown[]) => void {
  const handler = doc.props[name]
  return (...sent) => {
    if (typeof handler === 'function') handler(...sent)
  }
}

/** Gives the text of a node and of everything in it. */
export function textIn(doc: ForgeDoc): string {
  return doc.type === 'String' ? (text(doc, 'text') ?? '') : doc.children.map(textIn).join('')
}
