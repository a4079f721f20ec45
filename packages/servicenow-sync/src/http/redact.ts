import { inspect } from 'node:util'
import { TicketboundError } from '../errors.ts'

/** What stands where a secret stood. */
const mark = '[secret]'
/** Anything shorter would blank out ordinary words, and keeps nobody out. */
const shortest = 4
/** From which length on a line of a secret is one by itself. */
const longLine = 16

/** Takes secrets out of a text, however they are written in it. */
export function redact(text: string, secrets: readonly string[]): string {
  let clean = text.replace(/\b(https?:\/\/)[^\s/@]+@/gi, `$1${mark}@`)
  for (const form of formsOf(secrets)) clean = clean.replaceAll(form, mark)
  return clean
}

/** The longest first: one secret may be a part of another. */
function formsOf(secrets: readonly string[]): readonly string[] {
  const forms = new Set<string>()
  for (const secret of secrets.flatMap(partsOf)) {
    if (secret.length < shortest) continue
    for (const form of [secret, JSON.stringify(secret).slice(1, -1), percentEncoded(secret), base64(secret)])
      forms.add(form)
    for (const form of [inspect(secret).slice(1, -1), percentEncoded(secret).replaceAll('%20', '+')]) forms.add(form)
    // Some write a slash so in JSON.
    forms.add(secret.replaceAll('/', '\\/'))
  }
  return [...forms].sort((a, b) => b.length - a.length)
}

/** A key is a secret line by line, too. */
function partsOf(secret: string): readonly string[] {
  const lines = secret.split(/\r?\n/).filter((line) => line.length >= longLine && !line.startsWith('-----'))
  return [secret, ...lines]
}

function percentEncoded(text: string): string {
  return encodeURIComponent(text.toWellFormed())
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64')
}

/**
 * Gives an error that holds no secret, whichever part of it held one: the same error where it is clean already, else one
 * of the same kind and code without the cause.
 */
export function withoutSecrets(error: unknown, secrets: readonly string[]): unknown {
  const text = everythingIn(error)
  if (redact(text, secrets) === text) return error
  const clean = (part: string): string => redact(part, secrets)
  if (!(error instanceof TicketboundError))
    return new Error(clean(error instanceof Error ? error.message : String(error)))
  const { kind, code, message, help, context = {} } = error
  const ids = Object.entries(context).map(([name, id]) => [name, typeof id === 'string' ? clean(id) : id] as const)
  return new TicketboundError(kind, {
    code,
    message: clean(message),
    help: clean(help),
    context: Object.fromEntries(ids),
  })
}

function everythingIn(error: unknown): string {
  const seen: unknown[] = []
  let text = inspect(error, { depth: 6, showHidden: true, maxStringLength: null, maxArrayLength: null })
  for (let at = error; at instanceof Error && !seen.includes(at); at = at.cause) {
    seen.push(at)
    text += `\n${at.message}\n${at.stack}\n${JSON.stringify(Reflect.get(at, 'context'))}`
  }
  return text
}
