import { readFileSync, statSync } from 'node:fs'
import { type PlacedFault, type PlacedReading, parseYaml, type YamlFile } from '@ticketbound/documents'

/** The largest configuration file that is read, in bytes. */
export const largestYamlFile = 1_000_000

/** Reads one YAML file, which holds one document of plain data. Gives all that is wrong with it; never throws for that. */
export function readYamlFile(file: string): PlacedReading<YamlFile> {
  const text = readText(file)
  return text.ok ? parseYaml(file, text.value) : text
}

function readText(file: string): PlacedReading<string> {
  try {
    const found = statSync(file)
    // A folder has a size too, which grows with what is in it.
    if (found.isDirectory()) return oneFault(file, folder)
    if (found.size > largestYamlFile) return oneFault(file, tooLarge(found.size))
    return { ok: true, value: new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file)) }
  } catch (error) {
    return oneFault(file, unreadable(error))
  }
}

const folder = { code: 'config-not-a-file', message: 'this is a folder', help: 'name the file inside it' }

function tooLarge(size: number) {
  return {
    code: 'config-too-large',
    message: `the file has ${size} bytes, and at most ${largestYamlFile} are read`,
    help: 'check that this is the file you mean',
  }
}

function unreadable(error: unknown) {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return {
      code: 'config-not-found',
      message: 'there is no such file',
      help: 'check the path, or let `ticketbound init` write a first one',
    }
  }
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') {
    return { code: 'config-not-utf8', message: 'the file is not UTF-8 text', help: 'save it as UTF-8' }
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return {
      code: 'config-not-readable',
      message: 'the file may not be read',
      help: 'give this user the right to read it',
    }
  }
  throw error
}

function oneFault(file: string, fault: Pick<PlacedFault, 'code' | 'message' | 'help'>): PlacedReading<never> {
  return { ok: false, faults: [{ file, ...fault }] }
}
