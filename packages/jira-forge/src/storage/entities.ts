/** One kind of entity, as `app.storage.entities` of the manifest declares it. */
export interface DeclaredEntity {
  readonly name: string
  readonly attributes: Readonly<Record<string, { readonly type: 'string' | 'integer' }>>
  readonly indexes?: readonly {
    readonly name: string
    readonly partition?: readonly string[]
    readonly range: readonly string[]
  }[]
}

/**
 * The entities that the app stores. The manifest must declare exactly these: the platform refuses what it does not
 * know, and builds the indexes when the app is deployed.
 *
 * @see https://developer.atlassian.com/platform/forge/runtime-reference/custom-entities/
 */
export const storedEntities: readonly DeclaredEntity[] = [
  {
    name: 'dossier',
    attributes: {
      version: { type: 'integer' },
      state: { type: 'string' },
      expires: { type: 'string' },
      updated: { type: 'string' },
      body: { type: 'string' },
    },
    indexes: [
      { name: 'by-state', partition: ['state'], range: ['updated'] },
      { name: 'by-end', range: ['expires'] },
      { name: 'by-state-and-end', partition: ['state'], range: ['expires'] },
    ],
  },
  {
    name: 'record',
    attributes: { version: { type: 'integer' }, body: { type: 'string' } },
  },
]
