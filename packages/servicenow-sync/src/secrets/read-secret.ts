import { execFile } from 'node:child_process'
import { open } from 'node:fs/promises'
import { promisify } from 'node:util'
import { quote } from '@ticketbound/core'
import type { TicketboundError } from '../errors.ts'
import { secretCommandFailed, secretEmpty, secretExposed, secretNotFound, secretNotReadable } from './secret-errors.ts'
import type { SecretRef } from './secret-ref.ts'

/** The variables of a process. */
export type Environment = Readonly<Record<string, string | undefined>>

/** No secret is longer, and no log or disk image is read by mistake. */
const longest = 64 * 1024
/** How long a program may take: some ask a server. */
const patienceMs = 30_000
/** Right for everybody to read or to change. */
const anybody = 0o006

/**
 * Reads a secret from the place that is named, without the line break that ends it. Throws a config error that names the
 * place and never the secret: where nothing is there, where it is empty, where anybody may read the file (on Windows that
 * is not checked, since rights are no mode there), and where the program fails.
 */
export async function readSecret(ref: SecretRef, env: Environment, what: string): Promise<string> {
  if ('env' in ref) return whole(fromEnv(ref.env, env, what), what, `the environment variable ${quote(ref.env)}`)
  if ('file' in ref) return whole(await fromFile(ref.file, what), what, `the file ${quote(ref.file)}`)
  return whole(await fromCommand(ref.command, env, what), what, `what ${program(ref.command)} prints`)
}

function whole(text: string, what: string, looked: string): string {
  const secret = text.replace(/\r?\n$/, '')
  if (secret.trim() === '') throw secretEmpty(what, looked)
  return secret
}

function fromEnv(name: string, env: Environment, what: string): string {
  const value = env[name]
  if (value === undefined) throw secretNotFound(what, `the environment variable ${quote(name)}`)
  return value
}

async function fromFile(path: string, what: string): Promise<string> {
  const looked = `the file ${quote(path)}`
  const file = await open(path, 'r').catch((error: unknown) => {
    throw refusal(error, what, looked)
  })
  try {
    const stats = await file.stat()
    const { mode, size } = stats
    if (stats.isDirectory()) throw secretNotReadable(what, looked, 'it is a folder')
    if (process.platform !== 'win32' && (mode & anybody) !== 0) throw secretExposed(what, path)
    if (size > longest) throw secretNotReadable(what, looked, 'it is longer than a secret can be')
    return await file.readFile('utf8').catch((error: unknown) => {
      throw refusal(error, what, looked)
    })
  } finally {
    await file.close()
  }
}

function refusal(error: unknown, what: string, looked: string): TicketboundError {
  const code = codeOf(error)
  if (code === 'ENOENT' || code === 'ENOTDIR') return secretNotFound(what, looked)
  return secretNotReadable(what, looked, `this user may not read it (${code})`)
}

const run = promisify(execFile)

async function fromCommand(command: readonly string[], env: Environment, what: string): Promise<string> {
  try {
    return await outputOf(command, env)
  } catch (error) {
    throw failure(error, what, program(command))
  }
}

async function outputOf([file = '', ...args]: readonly string[], env: Environment): Promise<string> {
  const running = run(file, args, {
    env: { ...env },
    encoding: 'utf8',
    timeout: patienceMs,
    killSignal: 'SIGKILL',
    maxBuffer: longest,
    windowsHide: true,
  })
  // A program that asks a person for something would wait for ever.
  running.child.stdin?.end()
  return (await running).stdout
}

function program([file = '']: readonly string[]): string {
  return `the program ${quote(file)}`
}

/** Says how a program ended. Its error is not kept as a cause: it holds all that the program printed. */
function failure(error: unknown, what: string, looked: string): TicketboundError {
  const code = codeOf(error)
  if (code === 'ENOENT') return secretNotFound(what, looked)
  if (code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER')
    return secretCommandFailed(what, looked, 'printed more than a secret')
  if (error instanceof Error && Reflect.get(error, 'killed') === true) {
    return secretCommandFailed(what, looked, `took longer than ${patienceMs / 1000} s`)
  }
  return secretCommandFailed(what, looked, `failed (${code})`)
}

function codeOf(error: unknown): string {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined
  return typeof code === 'string' || typeof code === 'number' ? String(code) : 'unknown'
}
