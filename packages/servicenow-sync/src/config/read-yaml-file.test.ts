import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { largestYamlFile, readYamlFile } from './read-yaml-file.ts'

function onDisk(bytes: string | Uint8Array): string {
  const file = join(mkdtempSync(join(tmpdir(), 'ticketbound-')), 'x.yaml')
  writeFileSync(file, bytes)
  return file
}

function firstCode(file: string): string | undefined {
  const reading = readYamlFile(file)
  return reading.ok ? undefined : reading.faults[0]?.code
}

describe('a YAML file on disk', () => {
  it.each([
    ['is not there', () => join(tmpdir(), 'ticketbound-none', 'x.yaml'), 'config-not-found'],
    ['is a folder', () => tmpdir(), 'config-not-a-file'],
    ['is not UTF-8', () => onDisk(Uint8Array.of(0x61, 0x3a, 0x20, 0xff)), 'config-not-utf8'],
    ['is too large', () => onDisk(`# ${'x'.repeat(largestYamlFile)}`), 'config-too-large'],
  ])('that %s is a fault', (_what, file, code) => {
    expect(firstCode(file())).toBe(code)
  })

  it('may begin with a byte-order mark and end its lines as Windows does', () => {
    const reading = readYamlFile(onDisk('\ufeffa: 1\r\nb: 2\r\n'))
    expect(reading.ok && reading.value.value).toEqual({ a: 1, b: 2 })
  })
})
