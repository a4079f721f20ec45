/**
 * Loaded into the command's process before the command itself (`node --import`). Counts everything that a run does to
 * the world outside its memory, writes it down where `STEPS_FILE` says, and dies of SIGKILL right before the step
 * whose number is in `DIE_BEFORE`. So a process is killed at a chosen step every time, and the product needs no hook.
 * Right before the step whose number is in `RIVAL_BEFORE`, another process runs the same command from beginning to end;
 * how that ended is written to the file `RIVAL_SAID`.
 */
import { spawnSync } from 'node:child_process'
import crypto from 'node:crypto'
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { basename } from 'node:path'
import { DatabaseSync, StatementSync } from 'node:sqlite'

// Taken before they are watched, so that writing a step down is no step.
const { openSync, writeSync } = fs
const dieBefore = Number(process.env.DIE_BEFORE ?? 0)
const rivalBefore = Number(process.env.RIVAL_BEFORE ?? 0)
const stepsFile = process.env.STEPS_FILE
const noted = stepsFile === undefined ? undefined : openSync(stepsFile, 'w')
let steps = 0

function step(label: string): void {
  steps += 1
  if (noted !== undefined) writeSync(noted, `${label.replace(/\s+/g, ' ').trim()}\n`)
  if (steps === dieBefore) process.kill(process.pid, 'SIGKILL')
  if (steps === rivalBefore) runRival()
}

function runRival(): void {
  const { NODE_OPTIONS: _, RIVAL_BEFORE: __, RIVAL_SAID: said = '', ...env } = process.env
  const { status: code, stderr } = spawnSync(process.execPath, process.argv.slice(1), { env, encoding: 'utf8' })
  writeSync(openSync(said, 'w'), JSON.stringify({ code, stderr }))
}

type Method = (...args: never[]) => unknown

/** Puts a step before each call of a method, where `label` names one. */
function watch(owner: object, name: string, label: (self: unknown, first: unknown) => string | undefined): void {
  const original: Method = Reflect.get(owner, name)
  Reflect.set(owner, name, function watched(this: unknown, ...args: never[]): unknown {
    const named = label(this, args[0])
    if (named !== undefined) step(named)
    return Reflect.apply(original, this, args)
  })
}

function isModule(path: string): boolean {
  return /\.m?js(on)?$/.test(path)
}

watch(DatabaseSync.prototype, 'exec', (_, sql) => `sql ${String(sql).slice(0, 60)}`)
watch(StatementSync.prototype, 'run', (statement) => `sql ${Reflect.get(Object(statement), 'sourceSQL')}`)
for (const name of ['mkdirSync', 'mkdtempSync', 'openSync', 'renameSync', 'rmSync']) {
  watch(fs, name, (_, path) => {
    const file = basename(String(path))
    return isModule(file) ? undefined : `${name} ${file.replace(/\d{2,}|-\w{6}$/g, '…')}`
  })
}
watch(fs, 'writeSync', () => 'writeSync')
watch(process.stderr, 'write', (_, text) => `says ${text}`)
watch(process.stdout, 'write', () => 'prints')

// The salts of a log come from here. Two nights can only leave the same log where they have the same salts.
Reflect.set(crypto, 'randomBytes', (size: number) => Buffer.alloc(size, 7))
syncBuiltinESMExports()
