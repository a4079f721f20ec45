import type { Flaw } from './flaw.ts'
import {
  productAnswerLost,
  productFails,
  productGarbled,
  productSlow,
  productUnreachable,
  proxyFails,
  pushRefused,
} from './product-flaws.ts'
import {
  batchPartlyFails,
  queriesLag,
  storageAnswerLost,
  storageFails,
  storageFailsAfterwards,
  storageFull,
  storageGarbled,
  storageRateLimited,
  storageSlow,
  storageUnreachable,
} from './storage-flaws.ts'

/** Every flaw by its name. Where several show for one call, the first that answers does so. */
export const catalogue = {
  'storage-slow': storageSlow,
  'storage-unreachable': storageUnreachable,
  'storage-fails': storageFails,
  'storage-rate-limited': storageRateLimited,
  'storage-full': storageFull,
  'storage-fails-afterwards': storageFailsAfterwards,
  'storage-answer-lost': storageAnswerLost,
  'storage-garbled': storageGarbled,
  'queries-lag': queriesLag,
  'batch-partly-fails': batchPartlyFails,
  'proxy-fails': proxyFails,
  'product-slow': productSlow,
  'product-unreachable': productUnreachable,
  'product-fails': productFails,
  'product-garbled': productGarbled,
  'product-answer-lost': productAnswerLost,
  'push-refused': pushRefused,
} as const

/** What a flaw is called. */
export type FlawName = keyof typeof catalogue

/** Every flaw's name, in the order of the catalogue. */
export const flawNames: readonly FlawName[] = Object.keys(catalogue) as FlawName[]

type OptionsOf<F> = F extends Flaw<infer Options> ? Options : never

/** The flaws that are switched on: with their defaults, or with options. */
export type Flaws = { [Name in FlawName]?: true | OptionsOf<(typeof catalogue)[Name]> }
