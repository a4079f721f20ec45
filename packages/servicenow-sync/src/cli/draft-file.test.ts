import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { draftOf } from './draft-file.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'draft-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const write = (name: string) => writeFileSync(join(folder, name), 'text')

describe('the draft of a file', () => {
  it('stands beside it, under a name no other running process uses', () => {
    expect(draftOf(join(folder, 'report.html'))).toBe(join(folder, `report.html.${process.pid}.tmp`))
  })

  it('takes the place of drafts that killed processes left', () => {
    const { pid } = spawnSync(process.execPath, ['-e', '0'])
    write(`report.html.${pid}.tmp`)
    draftOf(join(folder, 'report.html'))
    expect(readdirSync(folder)).toEqual([])
  })

  it.each([
    ['the draft of a running process', `report.html.${process.ppid}.tmp`],
    ['the draft of another file', 'other.html.1.tmp'],
    ['a file that is no draft', 'report.html.old.tmp'],
    ['the file itself', 'report.html'],
  ])('leaves %s alone', (_, name) => {
    write(name)
    draftOf(join(folder, 'report.html'))
    expect(readdirSync(folder)).toEqual([name])
  })
})
