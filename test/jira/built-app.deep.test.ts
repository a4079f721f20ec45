import { beforeAll, describe, expect, it } from 'vitest'
import { type AppCheck, buildApp, checkApp } from './built-app.ts'

/** What a gate may weigh, by the budgets of the design. */
const largestBundle = 500_000

let check: AppCheck

beforeAll(async () => {
  await buildApp()
  check = await checkApp()
}, 120_000)

describe('the app that Forge deploys', () => {
  it('has a manifest with which the schema and every validator of `@forge/manifest` agree', () => {
    expect(check.manifest).toEqual([])
  })

  it('has nothing that a linter of `@forge/lint` which asks no server finds', () => {
    expect(check.linters).toBeGreaterThan(10)
    expect(check.lint).toEqual([])
  })

  it('is bundled by `@forge/bundler`, and what the gate loads is small', () => {
    expect(Object.keys(check.bundles).sort()).toEqual(['administration', 'agents', 'gate', 'screens'])
    expect(check.bundles.gate).toBeLessThan(largestBundle)
  })
})
