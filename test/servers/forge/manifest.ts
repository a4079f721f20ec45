import * as v from 'valibot'

const Named = v.looseObject({ key: v.string() })
const Calling = v.looseObject({ key: v.string(), function: v.optional(v.string()) })
const Functions = v.optional(
  v.array(v.looseObject({ key: v.string(), handler: v.string(), timeoutSeconds: v.optional(v.number()) })),
  [],
)
const Screen = v.looseObject({
  key: v.string(),
  resolver: v.optional(v.looseObject({ function: v.optional(v.string()) })),
})

/** What of a manifest the platform goes by; the rest is for those who deploy it, or for the product. */
const Manifest = v.looseObject({
  app: v.optional(
    v.looseObject({
      id: v.optional(v.string()),
      storage: v.optional(v.looseObject({ entities: v.optional(v.unknown()) })),
    }),
  ),
  modules: v.optional(
    v.objectWithRest(
      {
        function: Functions,
        scheduledTrigger: v.optional(v.array(Calling), []),
        consumer: v.optional(
          v.array(
            v.looseObject({
              key: v.string(),
              queue: v.string(),
              function: v.optional(v.string()),
              resolver: v.optional(v.looseObject({ function: v.string(), method: v.optional(v.string()) })),
            }),
          ),
          [],
        ),
        trigger: v.optional(
          v.array(
            v.looseObject({
              key: v.string(),
              function: v.optional(v.string()),
              events: v.array(v.union([v.string(), v.looseObject({ eventType: v.string() })])),
            }),
          ),
          [],
        ),
        webtrigger: v.optional(v.array(Calling), []),
        action: v.optional(v.array(Calling), []),
      },
      v.array(v.union([Screen, Named])),
    ),
    {},
  ),
  permissions: v.optional(
    v.looseObject({ scopes: v.optional(v.array(v.union([v.string(), v.record(v.string(), v.unknown())])), []) }),
    {},
  ),
})
export type Manifest = v.InferOutput<typeof Manifest>

/** Reads what the platform goes by; throws where it would not deploy the app. */
export function readManifest(manifest: unknown): Manifest {
  return v.parse(Manifest, manifest)
}

/** The scopes that an app declares. */
export function scopesOf({ permissions }: Manifest): readonly string[] {
  return permissions.scopes.flatMap((scope) => (typeof scope === 'string' ? [scope] : Object.keys(scope)))
}

/** A module that people look at, whose frontend calls a function. */
export interface ScreenModule {
  readonly type: string
  readonly key: string
  readonly resolver: string
}

/** The modules that people look at and whose frontends call a function. */
export function screensOf({ modules }: Manifest): readonly ScreenModule[] {
  return Object.entries(modules).flatMap(([type, list]) =>
    (Array.isArray(list) ? list : []).flatMap((module: unknown) => {
      const screen = v.safeParse(Screen, module)
      const resolver = screen.success ? screen.output.resolver?.function : undefined
      return screen.success && resolver !== undefined ? [{ type, key: screen.output.key, resolver }] : []
    }),
  )
}
