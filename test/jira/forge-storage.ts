import { storedEntities } from '../../packages/jira-forge/src/storage/entities.ts'
import { type ForgeOptions, type ForgePlatform, startForge } from '../servers/forge/start-forge.ts'

/** A platform with the entities that the app's manifest declares. */
export function startForgeStorage(options: Omit<ForgeOptions, 'manifest'> = {}): Promise<ForgePlatform> {
  return startForge({ manifest: { app: { storage: { entities: storedEntities } } }, ...options })
}

/** A port whose every call is code of the app, so that the vendor's packages work in it. */
export function onPlatform<Port extends object>(forge: ForgePlatform, port: Port): Port {
  return new Proxy(port, {
    get(target, name, receiver) {
      const member: unknown = Reflect.get(target, name, receiver)
      if (typeof member !== 'function') return member
      return (...given: unknown[]) => forge.within(async () => member.apply(target, given))
    },
  })
}
