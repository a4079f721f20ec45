/** What of an app's manifest Jira itself goes by. Everything else is the platform's. */
export interface AppManifest {
  readonly modules?: {
    readonly 'jira:workflowValidator'?: readonly WorkflowModule[]
    readonly 'jira:workflowPostFunction'?: readonly WorkflowModule[]
    readonly 'jira:actionValidator'?: readonly ActionModule[]
    readonly 'jira:entityProperty'?: readonly PropertyModule[]
    readonly trigger?: readonly TriggerModule[]
  }
  readonly permissions?: { readonly scopes?: readonly string[] }
}

/** A validator or a post function. */
export interface WorkflowModule {
  readonly key: string
  readonly function?: string
  readonly expression?: string
  readonly errorMessage?: unknown
  /** Default: company-managed projects alone. */
  readonly projectTypes?: readonly string[]
}

/** What an app asks before an action. */
export interface ActionModule {
  readonly key: string
  readonly action: string
  readonly expression: string
  readonly errorMessage?: unknown
}

/** Which values of an issue property JQL can ask for. */
export interface PropertyModule {
  readonly key: string
  readonly entityType?: string
  readonly propertyKey: string
  readonly values: readonly {
    readonly path: string
    readonly type: string
    readonly searchAlias?: string
  }[]
}

/** Which events a function is told. */
export interface TriggerModule {
  readonly key: string
  readonly function?: string
  readonly events: readonly (string | { readonly eventType: string })[]
  readonly filter?: { readonly ignoreSelf?: boolean }
}

/** An app on the site: the platform that runs its functions. */
export interface InstalledApp {
  readonly manifest: unknown
  /** Runs a function of the manifest as the platform does, and gives what it returns; rejects where it throws. */
  invoke(functionKey: string, payload: unknown, context: unknown): Promise<unknown>
}

/** The parts of a manifest that Jira goes by; an app without a manifest has none. */
export function manifestOf(app: InstalledApp | undefined): AppManifest {
  return (app?.manifest ?? {}) as AppManifest
}
