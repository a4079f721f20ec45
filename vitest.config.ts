import { defineConfig } from 'vitest/config'

// Tests read the packages' sources, so that no build stands between an edit and its result.
// What runs as a process (the scenarios) runs the built command; `pnpm test` builds first.
const fromSource = {
  resolve: { conditions: ['ticketbound-source'] },
  ssr: { resolve: { conditions: ['ticketbound-source'] } },
}

/** Units keep nothing in their modules, so that they can share a worker, which spares most of their start-up. */
function units(name: string, include: string[]) {
  return { ...fromSource, test: { name, include, testTimeout: 20_000, isolate: false, environment: 'node' as const } }
}

function scenarios(name: string, include: string[], exclude: string[] = []) {
  return { ...fromSource, test: { name, include, exclude, testTimeout: 120_000, environment: 'node' as const } }
}

export default defineConfig({
  test: {
    // Two cores are all a small machine has, and most scenarios wait for processes of their own.
    maxWorkers: '100%',
    projects: [
      units('core', ['packages/core/src/**/*.test.ts']),
      units('shared', ['packages/{documents,jira,seals}/src/**/*.test.ts']),
      units('jira-forge', ['packages/jira-forge/{src,custom-ui}/**/*.test.{ts,tsx}']),
      units('servicenow-sync', ['packages/servicenow-sync/src/**/*.test.ts']),
      scenarios('suite', ['test/**/*.test.ts'], ['test/**/*.deep.test.ts', '**/node_modules/**']),
      // What starts a process again and again, and would take more time than is waited for gladly.
      scenarios('deep', ['test/**/*.deep.test.ts']),
    ],
    coverage: {
      provider: 'v8',
      include: ['packages/*/src/**/*.ts'],
      exclude: ['**/*.test.ts', '**/testdata/**'],
      reporter: ['text-summary', 'html'],
    },
  },
})
