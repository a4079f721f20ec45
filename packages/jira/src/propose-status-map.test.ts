import { expect, it } from 'vitest'
import { proposeStatusMap } from './propose-status-map.ts'
import { aStatus } from './testdata/issue.ts'

it('proposes what the closed statuses mean by Jira’s category and their names', () => {
  const statuses = [
    { ...aStatus('1', 'new'), name: 'Cancelled soon' },
    { ...aStatus('2', 'done'), name: 'Resolved' },
    { ...aStatus('3', 'done'), name: 'Canceled' },
    { ...aStatus('4', 'done'), name: "Won't do" },
  ]
  expect(proposeStatusMap(statuses).map(({ as, status }) => [as, status])).toEqual([
    ['closedComplete', '2'],
    ['cancelled', '3'],
    ['closedIncomplete', '4'],
  ])
})
