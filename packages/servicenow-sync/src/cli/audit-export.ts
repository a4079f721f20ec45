import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { readConfigAlone } from '../config/read-config.ts'
import { amountOf } from '../report/amount.ts'
import type { StoreReader } from '../store/store.ts'
import type { CommandContext } from './command-context.ts'
import { draftOf } from './draft-file.ts'
import type { Io } from './io.ts'
import { configOption, someText } from './options.ts'
import { whyNotWritten } from './why-not-written.ts'
import { withExistingStore } from './with-store.ts'

interface ExportOptions {
  readonly config: string
}

const examples = `
Examples:
  $ ticketbound audit export ./audit
  $ ticketbound audit export ./audit --config prod/ticketbound.yaml

Each line of log.ndjson is {"hash":…,"entry":…}: the hash covers a tag, the hash of the line before and the entry's
bytes as they stand there, so that anyone can check it with sha256sum. It holds no personal data.`

/** Adds `ticketbound audit export`: writes the log for whoever checks it without Ticketbound. */
export function addAuditExport(audit: Command, { io, finish }: CommandContext): void {
  audit
    .command('export')
    .description('write the log as log.ndjson, to be checked anywhere')
    .argument('<dir>', 'the folder to write to', someText)
    .addOption(configOption())
    .addHelpText('after', examples)
    .action(async (folder: string, options: ExportOptions) => {
      await exportLog(folder, options, io)
      finish({})
    })
}

function exportLog(folder: string, options: ExportOptions, io: Io): Promise<void> {
  const config = readConfigAlone(options.config)
  return withExistingStore(config, (store) => {
    const file = join(folder, 'log.ndjson')
    const count = onDisk(file, () => writeLog(store, folder, file))
    const head = store.head()
    io.out.line(`${file}: ${amountOf(count, 'entry', 'entries')}, head ${head.count}:${head.hash}`)
  })
}

const writeAt = 65_536

function writeLog(store: StoreReader, folder: string, file: string): number {
  mkdirSync(folder, { recursive: true })
  const draft = draftOf(file)
  const handle = openSync(draft, 'w')
  let count = 0
  let waiting = ''
  try {
    for (const { bytes, hash } of store.auditEntries()) {
      waiting += `{"hash":"${hash}","entry":${bytes}}\n`
      count += 1
      if (waiting.length < writeAt) continue
      writeText(handle, waiting)
      waiting = ''
    }
    writeText(handle, waiting)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(draft, file)
  return count
}

function writeText(handle: number, text: string): void {
  const bytes = Buffer.from(text)
  for (let from = 0; from < bytes.length; ) from += writeSync(handle, bytes, from)
}

function onDisk<T>(file: string, work: () => T): T {
  try {
    return work()
  } catch (cause) {
    throw whyNotWritten(file, cause)
  }
}
