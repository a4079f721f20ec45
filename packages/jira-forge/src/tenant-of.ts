import * as v from 'valibot'
import { AppError } from './app-error.ts'

const Context = v.object({
  installContext: v.nullish(v.string()),
  installation: v.nullish(v.object({ contexts: v.array(v.object({ cloudId: v.nullish(v.string()) })) })),
})

const site = /^ari:cloud:jira::site\/([A-Za-z0-9-]{1,100})$/

/**
 * Tells which site the app runs for, by the `cloudId` that the platform gives with an invocation. Throws where it gives
 * none: a seal for nobody's site would count on every one.
 *
 * @see https://developer.atlassian.com/platform/forge/function-reference/arguments/#context-schema
 */
export function tenantOf(context: unknown): string {
  const shaped = v.safeParse(Context, context)
  const named = shaped.success ? site.exec(shaped.output.installContext ?? '')?.[1] : undefined
  const installed = shaped.success
    ? shaped.output.installation?.contexts.find(({ cloudId }) => cloudId)?.cloudId
    : undefined
  const tenant = named ?? installed
  if (tenant) return tenant
  throw new AppError('upstream', {
    code: 'site-unknown',
    message: 'Forge did not say which site this is',
    help: 'try again; if it happens again, report it',
  })
}
