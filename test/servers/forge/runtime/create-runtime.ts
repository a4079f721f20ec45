import type { InstallationFacts } from './installation-facts.ts'

/** What the vendor's packages read as `__forge_runtime__`. */
export function createRuntime(
  { appId, installationId, environmentId, scopes }: InstallationFacts,
  invocation: { readonly id: string; readonly moduleKey: string; readonly remainingMs: () => number },
): Readonly<Record<string, unknown>> {
  const timer = { stop: () => undefined }
  return {
    metrics: {
      counter: () => ({ incr: () => undefined, decr: () => undefined }),
      timing: () => ({ measure: () => timer }),
    },
    appContext: {
      appId,
      appVersion: '1.0.0',
      environmentId,
      environmentType: 'DEVELOPMENT',
      installationId,
      invocationId: invocation.id,
      moduleKey: invocation.moduleKey,
      permissions: { scopes, external: {} },
    },
    lambdaContext: { getRemainingTimeInMillis: invocation.remainingMs },
    proxy: { token: 'emulated' },
    tracing: { traceId: 'emulated', spanId: 'emulated' },
  }
}
