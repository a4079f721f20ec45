import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { platform, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSpillFile } from './spill-file.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'spill-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const inside = () => readdirSync(folder, { recursive: true, encoding: 'utf8' })

describe('a scratch file', () => {
  it('gives blocks back in any order, whatever they hold', () => {
    const spill = openSpillFile(folder)
    const texts = ['plain', '', 'zoë 😀 日本', 'two\nlines', 'x'.repeat(100_000)]
    const places = texts.map((text) => spill.write(text))
    expect(places.toReversed().map((place) => spill.read(place))).toEqual(texts.toReversed())
    spill.close()
  })

  it('goes with the night, and takes its folder along', () => {
    const spill = openSpillFile(folder)
    spill.write('personal data')
    spill.close()
    expect(inside()).toEqual([])
  })

  // Windows keeps the name of an open file.
  it.skipIf(platform() === 'win32')('has no name that a killed night could leave behind', () => {
    const spill = openSpillFile(folder)
    const place = spill.write('personal data')
    expect(inside()).toEqual([])
    expect(spill.read(place)).toBe('personal data')
    spill.close()
  })

  it('says what to do where the disk refuses it', () => {
    expect(() => openSpillFile(join(folder, 'nowhere'))).toThrow(
      expect.objectContaining({ code: 'scratch-file-not-written', message: expect.stringContaining('ENOENT') }),
    )
  })

  it('does not meet the scratch file of another night', () => {
    const one = openSpillFile(folder)
    const other = openSpillFile(folder)
    const place = one.write('one')
    other.write('two')
    expect(one.read(place)).toBe('one')
    one.close()
    other.close()
  })

  it('says so when it was cut short', () => {
    const spill = openSpillFile(folder)
    const { offset, length } = spill.write('whole')
    expect(() => spill.read({ offset, length: length + 1 })).toThrow('cut short')
    spill.close()
  })
})
