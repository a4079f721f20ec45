import { type AuditHead, type ChainBreak, createChainVerifier, emptyHead } from '@ticketbound/core'
import { sha256 } from '@ticketbound/seals'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { readConfigAlone } from '../config/read-config.ts'
import { integrityError, type TicketboundError } from '../errors.ts'
import { verifyAudit } from '../night/verify-audit.ts'
import { amount, amountOf } from '../report/amount.ts'
import type { StoreReader } from '../store/store.ts'
import type { CommandContext } from './command-context.ts'
import type { Io } from './io.ts'
import { configOption, someText } from './options.ts'
import { readLogFile } from './read-log-file.ts'
import { withExistingStore } from './with-store.ts'

interface VerifyOptions {
  readonly config: string
  readonly expectHead?: AuditHead
}

const examples = `
Examples:
  $ ticketbound audit verify
  $ ticketbound audit verify --expect-head 42:${'0123456789abcdef'.repeat(4)}
  $ ticketbound audit verify ./log.ndjson

A log by itself cannot show that its end was cut off. Keep the head that each run prints somewhere else, and give it
here: the log must still hold that entry. A file is a log that was exported, here or from the Jira app; its details are
not in it.`

/** Adds `ticketbound audit verify`: checks that the log still says what it said when it was written. */
export function addAuditVerify(audit: Command, { io, finish }: CommandContext): void {
  audit
    .command('verify')
    .description('check every entry of the log, and every detail that was not erased')
    .argument('[file]', 'an exported log, instead of the one in the store', someText)
    .addOption(configOption())
    .addOption(new Option('--expect-head <count:hash>', 'a head that an earlier run printed').argParser(toHead))
    .addHelpText('after', examples)
    .action(async (file: string | undefined, options: VerifyOptions) => {
      if (file === undefined) await verify(options, io)
      else await verifyFile(file, options, io)
      finish({})
    })
}

function toHead(text: string): AuditHead {
  const match = /^(\d{1,15}):([0-9a-fA-F]{64})$/.exec(text.trim())
  const [, count, hash] = match ?? []
  if (count === undefined || hash === undefined)
    throw new InvalidArgumentError('Write it as a run prints it: the count, a colon, 64 hexadecimal digits.')
  return { count: Number(count), hash: hash.toLowerCase() }
}

function verify({ config: file, expectHead }: VerifyOptions, io: Io): Promise<void> {
  const config = readConfigAlone(file)
  return withExistingStore(config, (store) => {
    const { head, breaks, details } = verifyAudit(store)
    if (breaks !== undefined) throw broken(breaks)
    if (expectHead !== undefined) expectEntry(head, expectHead, hashOf(store, expectHead.count))
    if (details.bad !== undefined) {
      throw integrityError({
        code: 'detail-changed',
        message: `detail ${details.bad} is not what the log says it was`,
        help: tampered,
        context: { detail: details.bad },
      })
    }
    io.out.line(saidWhole(head))
    io.out.line(`Details: ${amount(details.checked)} checked, ${amount(details.erased)} erased`)
  })
}

/** Verifies a file line by line; memory does not grow with it. */
async function verifyFile(file: string, { expectHead }: VerifyOptions, io: Io): Promise<void> {
  const verifier = createChainVerifier(sha256)
  let expected = expectHead?.count === 0 ? emptyHead.hash : undefined
  for await (const entry of readLogFile(file)) {
    const breaks = verifier.next(entry)
    if (breaks !== undefined) throw broken(breaks)
    if (verifier.head().count === expectHead?.count) expected = verifier.head().hash
  }
  const head = verifier.head()
  if (expectHead !== undefined) expectEntry(head, expectHead, expected)
  io.out.line(saidWhole(head))
}

function saidWhole({ count, hash }: AuditHead): string {
  return `The log is whole: ${amountOf(count, 'entry', 'entries')}, head ${count}:${hash}`
}

function broken({ code, message, seq }: ChainBreak): TicketboundError {
  return integrityError({ code, message: `the log is broken: ${message}`, help: tampered, context: { seq } })
}

const tampered = 'keep the store as it is, find out who wrote to it, and compare it with a backup'

/** The log may have grown since the head was noted, but the entry that was its end must still be there. */
function expectEntry(head: AuditHead, expected: AuditHead, hash: string | undefined): void {
  if (head.count < expected.count) {
    throw integrityError({
      code: 'log-cut-off',
      message: `the log ends at entry ${head.count}, and entry ${expected.count} is expected`,
      help: tampered,
      context: { count: head.count, expected: expected.count },
    })
  }
  if (hash === expected.hash) return
  throw integrityError({
    code: 'head-mismatch',
    message: `entry ${expected.count} of the log has another hash than expected: this is another log, or it was written anew`,
    help: tampered,
    context: { expected: expected.count },
  })
}

function hashOf(store: StoreReader, count: number): string | undefined {
  if (count === 0) return emptyHead.hash
  let seq = 0
  for (const { hash } of store.auditEntries()) {
    seq += 1
    if (seq === count) return hash
  }
  return undefined
}
