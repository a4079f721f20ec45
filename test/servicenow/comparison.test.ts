import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { comparisonTable } from './comparison.ts'

const document = new URL('../../docs/servicenow-paging.md', import.meta.url)

it('the comparison in the document is what each way of reading brings from the same flawed instances', async () => {
  expect(readFileSync(document, 'utf8')).toContain(await comparisonTable())
})
