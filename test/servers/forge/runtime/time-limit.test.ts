import { describe, expect, it } from 'vitest'
import { forgeLimits } from '../limits.ts'
import { readManifest } from '../manifest.ts'
import { timeLimitOf } from './time-limit.ts'

const manifest = readManifest({
  modules: {
    function: [
      { key: 'gate', handler: 'index.gate' },
      { key: 'impatient', handler: 'index.impatient', timeoutSeconds: 10 },
      { key: 'greedy', handler: 'index.greedy', timeoutSeconds: 900 },
      { key: 'sweep', handler: 'index.sweep' },
      { key: 'long', handler: 'index.long', timeoutSeconds: 300 },
      { key: 'endless', handler: 'index.endless', timeoutSeconds: 9000 },
      { key: 'both', handler: 'index.both', timeoutSeconds: 300 },
      { key: 'action', handler: 'index.action' },
      { key: 'resolver', handler: 'index.resolver', timeoutSeconds: 300 },
    ],
    'jira:workflowValidator': ['gate', 'impatient', 'greedy'].map((key) => ({ key, function: key })),
    scheduledTrigger: ['sweep', 'long', 'endless', 'both'].map((key) => ({ key, function: key })),
    trigger: [{ key: 'both', function: 'both', events: ['avi:jira:updated:issue'] }],
    action: [{ key: 'explain', function: 'action' }],
    'jira:issuePanel': [{ key: 'panel', resolver: { function: 'resolver' } }],
  },
})

describe('how long a function may take', () => {
  it.each([
    ['gate', 25],
    ['impatient', 10],
    ['greedy', 25],
    ['sweep', 55],
    ['long', 300],
    ['endless', 900],
    ['both', 25],
    ['action', 55],
    ['resolver', 25],
  ])('%s: %i seconds', (key, seconds) => {
    expect(timeLimitOf(key, manifest, forgeLimits)).toBe(seconds)
  })
})
