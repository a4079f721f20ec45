import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { checkBlock } from './check-block.ts'
import { readMarkdown } from './read-markdown.ts'
import { openShell } from './run-shell.ts'

const shell = openShell()
let folder: string

async function check(markdown: string): Promise<void> {
  for (const block of readMarkdown(markdown).blocks) await checkBlock(block, { folder, shell })
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ticketbound-docs-test-'))
})

describe('checkBlock', () => {
  it.each([
    ['a script that ends well', '```sh\ntrue\n```'],
    ['a script that ends as its note says', '<!-- exits: 3 -->\n```sh\nexit 3\n```'],
    ['a command and what it writes', '```console\n$ echo one\none\n$ printf "a\\nb\\n"\na\nb\n```'],
    ['a command over two lines', '```console\n$ echo one \\\n> two\none two\n```'],
    ['a failing command whose exit code is shown', '```console\n$ false\n$ echo $?\n1\n```'],
    ['a file that a later block uses', '```csv title="a.csv"\none\n```\n```sh\ngrep -q one a.csv\n```'],
    ['a script that a later block runs', '```sh title="a.sh"\n#!/bin/sh\nexit 0\n```\n```sh\n./a.sh\n```'],
    ['a row that its reader takes', '```ndjson as="access.ndjson"\n{"account":"a","entitlement":"b"}\n```'],
    ['a policy that its reader takes', '```yaml as="policy.yaml"\nzone: Europe/Berlin\n```'],
    ['the command itself', '```console\n$ ticketbound --version\n…\n```'],
  ])('takes %s', async (_what, markdown) => {
    await check(markdown)
  })

  it.each([
    ['a script that fails half-way', '```sh\nfalse\ntrue\n```', 'exit code 1 where 0 is expected'],
    ['a script that ends otherwise than its note says', '<!-- exits: 3 -->\n```sh\ntrue\n```', 'exit code 0 where 3'],
    ['a command that writes something else', '```console\n$ echo two\none\n```', 'no line is like: one'],
    ['a failing command whose exit code is not shown', '```console\n$ false\n```', '`false` ended with 1'],
    ['output without a command', '```console\none\n```', 'begins with a command'],
    ['a titled script that is none', '```sh title="a.sh"\nif\n```', 'exit code 2'],
    ['JSON that is none', '```json\n{\n```', 'JSON'],
    ['a row that its reader refuses', '```ndjson as="access.ndjson"\n{"account":"a"}\n```', '`entitlement` is missing'],
    ['YAML that does not say which file it is', '```yaml\na: 1\n```', 'must say which file it is'],
    ['a policy with a key that is not known', '```yaml as="policy.yaml"\nzones: UTC\n```', 'zones'],
    ['a configuration with a key that is not known', '```yaml title="ticketbound.yaml"\nstor: a\n```', 'stor'],
    ['a language that nothing checks', '```cobol\nDISPLAY\n```', 'nothing checks a block of language `cobol`'],
    ['a block without a language', '```\nls\n```', 'nothing checks a block of language ``'],
    ['SQL for a table that is not there', '```sql\nSELECT 1 FROM nobody;\n```', 'no such table'],
  ])('refuses %s', async (_what, markdown, said) => {
    await expect(check(markdown)).rejects.toThrow(said)
  })

  it('runs nothing in the project’s own folder', async () => {
    await check('```sh\ntouch trace\n```')
    expect(existsSync(join(folder, 'trace'))).toBe(true)
  })

  it('type-checks an example before it runs it', async () => {
    await expect(check('```ts\nconst a: number = "text"\n```')).rejects.toThrow("not assignable to type 'number'")
  })

  it('runs an example that type-checks', async () => {
    await expect(check('```ts\nthrow new Error("it ran")\n```')).rejects.toThrow('it ran')
  })
})
