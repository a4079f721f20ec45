import { existsSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'
import { documentFiles, readDocument, root } from './documents.ts'

interface Link {
  readonly file: string
  readonly target: string
}

const links: readonly Link[] = documentFiles.flatMap((file) =>
  [...readDocument(file).prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => ({ file, target })),
)

/** The anchor that a heading gets where Markdown is shown. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(' ', '-')
}

function anchorsOf(file: string): readonly string[] {
  return [...readDocument(file).prose.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading))
}

describe('the links between the documents', () => {
  it('are many enough that this test reads them', () => {
    expect(links.length).toBeGreaterThan(50)
  })

  it.each(documentFiles)('lead somewhere from %s', (file) => {
    const broken = links.filter((link) => link.file === file && !leadsSomewhere(link)).map(({ target }) => target)
    expect(broken).toEqual([])
  })
})

/** Addresses on the network are taken as they are: a test that needs a network proves nothing about the documents. */
function leadsSomewhere({ file, target }: Link): boolean {
  if (/^https:\/\//.test(target)) return true
  const [path = '', anchor] = target.split('#')
  const there = path === '' ? file : normalize(join(dirname(file), path))
  if (!existsSync(join(root, there))) return false
  return anchor === undefined || anchorsOf(there).includes(anchor)
}
