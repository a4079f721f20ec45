import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openRejectedFiles } from './rejected-files.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rejected-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const line = (source: string) => ({ source, file: `${source}.ndjson`, line: 1, faults: [], text: '{' })
const open = () => openRejectedFiles(join(folder, 'ticketbound.db'), 'n-1')

describe('the rejected lines of a night', () => {
  it('have a file for each source that has any, beside the store', () => {
    const files = open()
    files.reject(line('itsm'))
    files.reject(line('prod'))
    const made = files.close()
    expect(made).toEqual(['itsm', 'prod'].map((name) => join(folder, 'rejected', 'n-1', `${name}.ndjson`)))
    expect(made.map((file) => JSON.parse(readFileSync(file, 'utf8')).source)).toEqual(['itsm', 'prod'])
  })

  it('take the place of what the same night left before', () => {
    const killed = open()
    killed.reject(line('itsm'))
    killed.close()
    const again = open()
    again.reject(line('prod'))
    expect(again.close()).toHaveLength(1)
    expect(() => readFileSync(join(folder, 'rejected', 'n-1', 'itsm.ndjson'))).toThrow('ENOENT')
  })

  it('tell what to do where their folder cannot be made', () => {
    writeFileSync(join(folder, 'rejected'), 'a file')
    expect(() => open().reject(line('itsm'))).toThrow(
      expect.objectContaining({ kind: 'config', code: 'rejected-lines-not-written' }),
    )
  })
})
