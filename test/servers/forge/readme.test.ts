import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { flawNames } from './flaws/catalogue.ts'
import { forgeLimits } from './limits.ts'

const folder = fileURLToPath(new URL('.', import.meta.url))
const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8')

function rowsOf(section: string): readonly (readonly string[])[] {
  const [, text = ''] = new RegExp(`\\n## ${section}\\n(.*?)\\n## `, 's').exec(readme) ?? []
  const rows = text.split('\n').filter((line) => line.startsWith('| '))
  return rows.slice(1).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
}

/** The codes that storage refuses with, as the sources have them. */
function codesInSource(): readonly string[] {
  const codes = globSync('kvs/*.ts', { cwd: folder })
    .filter((file) => !file.includes('.test.'))
    .flatMap((file) => [...readFileSync(`${folder}/${file}`, 'utf8').matchAll(/refuse\(\d+, '([A-Z_]+)'/g)])
    .map(([, code = '']) => code)
  return [...new Set([...codes, 'FORBIDDEN'])].filter((code) => !['NOT_FOUND', 'INTERNAL_SERVER_ERROR'].includes(code))
}

describe('the readme', () => {
  it('has every limit as the code has it, and no other', () => {
    const limits = rowsOf('Limits').map(([name = '', value]) => [name.replaceAll('`', ''), Number(value)])
    expect(limits).toEqual(Object.entries(forgeLimits))
  })

  it.each(Object.keys(forgeLimits))('has no limit but what something is held to: %s', (name) => {
    const files = globSync('**/*.ts', { cwd: folder }).filter((file) => !/limits\.ts$|\.test\.ts$/.test(file))
    expect(files.some((file) => readFileSync(`${folder}/${file}`, 'utf8').includes(name))).toBe(true)
  })

  it('names every flaw, and no other', () => {
    expect(rowsOf('Flaws').map(([name]) => name?.replaceAll('`', ''))).toEqual(flawNames)
  })

  it('names every code that storage refuses with, and no other', () => {
    const named = rowsOf('Refusals of storage').flatMap(([, , codes = '']) => codes.replaceAll('`', '').split(', '))
    expect(named.sort()).toEqual([...codesInSource()].sort())
  })
})
