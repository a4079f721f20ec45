import { defineConfig } from 'vitest/config'

// Tests read the packages' sources, so that no build stands between an edit and its result.
// What runs as a process (the scenarios) runs the built command; `pnpm test` builds first.
const fromSource = {
  resolve: { conditions: ['ticketbound-source'] },
  ssr: { resolve: { conditions: ['ticketbound-source'] } },
}

function project(name: string, include: string[], testTimeout = 20_000) {
  return { ...fromSource, test: { name, include, testTimeout, environment: 'node' as const } }
}

export default defineConfig({
  test: {
    projects: [
      project('core', ['packages/core/src/**/*.test.ts']),
      project('jira-forge', ['packages/jira-forge/src/**/*.test.ts']),
      project('servicenow-sync', ['packages/servicenow-sync/src/**/*.test.ts']),
      project('suite', ['test/**/*.test.ts'], 120_000),
    ],
    coverage: {
      provider: 'v8',
      include: ['packages/*/src/**/*.ts'],
      exclude: ['**/*.test.ts', '**/testdata/**'],
      reporter: ['text-summary', 'html'],
    },
  },
})
