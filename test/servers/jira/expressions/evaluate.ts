import type { Budget } from './budget.ts'
import { ExpressionError, OverdrawnError } from './expression-error.ts'
import { compare, methodOf, run } from './methods.ts'
import type { Syntax } from './syntax.ts'
import { isList, isMap, isSame, isTruthy, type Lambda, type Thing, textOf, typeOf, type Value } from './value.ts'

/** What names stand for, and what `new` makes. */
export interface Surroundings {
  readonly names: ReadonlyMap<string, Value>
  readonly makers: ReadonlyMap<string, (given: readonly Value[]) => Value>
}

/** Where an expression is evaluated. */
interface Scope {
  readonly names: ReadonlyMap<string, Value>
  readonly makers: Surroundings['makers']
  readonly budget: Budget
}

/** Evaluates an expression; throws what goes wrong. */
export function evaluate(syntax: Syntax, { names, makers }: Surroundings, budget: Budget): Value {
  return evaluated(syntax, { names, makers, budget })
}

function evaluated(syntax: Syntax, scope: Scope): Value {
  scope.budget.step()
  switch (syntax.is) {
    case 'literal':
      return syntax.value
    case 'template':
      return templateOf(syntax, scope)
    case 'name':
      return nameOf(syntax.name, scope)
    case 'list':
      return syntax.items.map((item) => evaluated(item, scope))
    case 'map':
      return new Map(syntax.entries.map(([key, value]) => [key, evaluated(value, scope)]))
    case 'function':
      return functionOf(syntax, scope)
    case 'member':
    case 'call':
      return chained(syntax, scope).value
    case 'new':
      return made(syntax, scope)
    case 'unary':
      return unaryOf(syntax.operator, syntax.of, scope)
    case 'binary':
      return binaryOf(syntax, scope)
    case 'choice':
      return evaluated(isTruthy(evaluated(syntax.condition, scope)) ? syntax.yes : syntax.no, scope)
    case 'throw':
      throw new ExpressionError(textOf(evaluated(syntax.of, scope)))
    case 'let':
      return evaluated(syntax.body, withNames(syntax.names, scope))
    case 'try':
      return triedOf(syntax, scope)
  }
}

type Is<Kind extends Syntax['is']> = Extract<Syntax, { is: Kind }>

function templateOf({ texts, parts }: Is<'template'>, scope: Scope): string {
  const said = parts.map((part) => textOf(evaluated(part, scope)))
  return scope.budget.fits(texts.map((text, at) => text + (said[at] ?? '')).join(''))
}

function nameOf(name: string, { names }: Scope): Value {
  const value = names.get(name)
  if (value === undefined) throw new ExpressionError(`Unrecognized name: \`${name}\``)
  return value
}

function functionOf({ parameters, body }: Is<'function'>, scope: Scope): Lambda {
  // A function sees the names there were when it was made, and so cannot call itself by its own.
  const known = [...scope.names]
  return {
    type: 'Function',
    call: (given) => {
      const names = new Map(known)
      for (const [at, parameter] of parameters.entries()) names.set(parameter, given[at] ?? null)
      return scope.budget.within(() => evaluated(body, { ...scope, names }))
    },
  }
}

function withNames(names: Is<'let'>['names'], scope: Scope): Scope {
  const inner = { ...scope, names: new Map(scope.names) }
  for (const [name, value] of names) inner.names.set(name, evaluated(value, inner))
  return inner
}

/** A value, or nothing because something before it in the chain was null and asked for with `?.`. */
interface Link {
  readonly value: Value
  readonly isCut: boolean
}

const cut: Link = { value: null, isCut: true }

/** Evaluates a chain of members and calls: what follows on a `?.` of nothing is not evaluated. */
function chained(syntax: Syntax, scope: Scope): Link {
  if (syntax.is !== 'member' && syntax.is !== 'call') return { value: evaluated(syntax, scope), isCut: false }
  scope.budget.step()
  const of = chained(syntax.of, scope)
  if (of.isCut || (syntax.nullSafe && of.value === null)) return cut
  if (syntax.is === 'call') {
    const given = syntax.given.map((each) => evaluated(each, scope))
    return { value: run(of.value, ...given), isCut: false }
  }
  const isStatic = syntax.key.is === 'literal' && typeof syntax.key.value === 'string'
  return { value: memberOf(of.value, evaluated(syntax.key, scope), scope, isStatic), isCut: false }
}

function memberOf(of: Value, key: Value, { budget }: Scope, isStatic: boolean): Value {
  if (of === null) throw new ExpressionError(`Unable to access \`${isStatic ? textOf(key) : typeOf(key)}\` of null`)
  if (isList(of) && typeof key === 'number') return of[key] ?? null
  if (typeof key !== 'string') throw new ExpressionError(`${typeOf(of)} has no members by ${typeOf(key)}`)
  if (key === 'length' && (typeof of === 'string' || isList(of))) return of.length
  if (isMap(of) && of.has(key)) return of.get(key) ?? null
  const method = methodOf(of, key, budget)
  if (method !== undefined) return method
  if (isMap(of)) return null
  const found = typeof of === 'object' && 'get' in of ? propertyOf(of as Thing, key) : undefined
  if (found === undefined) throw new ExpressionError(`Unrecognized property of ${typeOf(of)}: \`${key}\``)
  return found
}

function propertyOf(of: Thing, key: string): Value | undefined {
  return of.get(key) ?? (of.get(key) === null ? null : of.byKey?.(key))
}

function made({ name, given }: Is<'new'>, scope: Scope): Value {
  const make = scope.makers.get(name)
  if (make === undefined) throw new ExpressionError(`Unrecognized type: \`${name}\``)
  return make(given.map((each) => evaluated(each, scope)))
}

function unaryOf(operator: string, of: Syntax, scope: Scope): Value {
  const value = evaluated(of, scope)
  if (operator === '!') return !isTruthy(value)
  if (operator === 'typeof') return typeOf(value)
  if (typeof value !== 'number') throw new ExpressionError(`Number expected, ${typeOf(value)} found`)
  return -value
}

function binaryOf({ operator, left, right }: Is<'binary'>, scope: Scope): Value {
  const one = evaluated(left, scope)
  if (operator === '&&') return isTruthy(one) ? evaluated(right, scope) : one
  if (operator === '||') return isTruthy(one) ? one : evaluated(right, scope)
  if (operator === '??') return one === null ? evaluated(right, scope) : one
  const other = evaluated(right, scope)
  switch (operator) {
    case '==':
      return isSame(one, other)
    case '!=':
      return !isSame(one, other)
    case '<':
      return compare(one, other) < 0
    case '>':
      return compare(one, other) > 0
    case '<=':
      return compare(one, other) <= 0
    case '>=':
      return compare(one, other) >= 0
    case '+':
      return sumOf(one, other, scope)
    default:
      return calculated(operator, one, other)
  }
}

function sumOf(one: Value, other: Value, { budget }: Scope): Value {
  if (typeof one === 'string' || typeof other === 'string') return budget.fits(textOf(one) + textOf(other))
  if (isList(one) && isList(other)) return budget.fits([...one, ...other])
  return calculated('+', one, other)
}

function calculated(operator: string, one: Value, other: Value): number {
  if (typeof one !== 'number' || typeof other !== 'number') {
    throw new ExpressionError(`\`${operator}\` is not for ${typeOf(one)} and ${typeOf(other)}`)
  }
  switch (operator) {
    case '+':
      return one + other
    case '-':
      return one - other
    case '*':
      return one * other
    case '/':
      return one / other
    default:
      return one % other
  }
}

function triedOf({ body, error, caught }: Is<'try'>, scope: Scope): Value {
  try {
    return evaluated(body, scope)
  } catch (thrown) {
    if (!(thrown instanceof ExpressionError) || thrown instanceof OverdrawnError) throw thrown
    const names = new Map(scope.names)
    if (error !== undefined) names.set(error, new Map([['message', thrown.message]]))
    return evaluated(caught, { ...scope, names })
  }
}
