/** What is the same for every invocation of an installed app. */
export interface InstallationFacts {
  readonly appId: string
  readonly environmentId: string
  readonly installationId: string
  readonly cloudId: string
  readonly siteUrl: string
  readonly scopes: readonly string[]
}

/** What a function is given beside its payload. `accountId` is there where somebody is at a screen. */
export function backendContext(
  { cloudId, installationId }: InstallationFacts,
  accountId: string | undefined,
): Readonly<Record<string, unknown>> {
  return {
    installContext: `ari:cloud:jira::site/${cloudId}`,
    ...(accountId !== undefined && { principal: { accountId } }),
    installation: {
      ari: { installationId, toString: () => `ari:cloud:ecosystem::installation/${installationId}` },
      contexts: [{ cloudId, toString: () => `ari:cloud:jira::site/${cloudId}` }],
    },
  }
}
