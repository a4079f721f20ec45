import { describe, expect, it } from 'vitest'
import { storedEntities } from '../../packages/jira-forge/src/storage/entities.ts'
import { startForge } from '../servers/forge/start-forge.ts'
import { appManifest } from './app-manifest.ts'

describe('the manifest', () => {
  it('declares exactly the entities that the app stores', () => {
    expect(appManifest().app.storage.entities).toEqual(storedEntities)
  })

  it('is one that the platform takes', async () => {
    expect((await startForge({ manifest: appManifest() })).manifest).toEqual(appManifest())
  })
})
