import { defineConfig } from 'vitest/config'

// The tests that judge a mutant of the rules: core's own, and nothing that starts a process or reads a world. Stryker
// runs, of these, the ones that reach the mutant. Its copy of the project has only core, which the other projects need more than.
// The laws are left out: each tries thousands of random inputs, and a run that tried them on every mutant would take hours.
export default defineConfig({
  test: {
    include: ['packages/core/src/**/*.test.ts'],
    exclude: ['**/*-laws.test.ts'],
    environment: 'node',
    testTimeout: 20_000,
  },
})
