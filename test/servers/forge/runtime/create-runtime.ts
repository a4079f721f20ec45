/** What the vendor's packages read as `__forge_runtime__`. */
export function createRuntime(): Readonly<Record<string, unknown>> {
  const timer = { stop: () => undefined }
  return {
    metrics: {
      counter: () => ({ incr: () => undefined }),
      timing: () => ({ measure: () => timer }),
    },
    proxy: { token: 'emulated' },
    tracing: { traceId: 'emulated', spanId: 'emulated' },
  }
}
