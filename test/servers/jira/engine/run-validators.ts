import { contextOf } from '../events/tell-app.ts'
import { runExpression } from '../expressions/run-expression.ts'
import { fromJson } from '../expressions/value.ts'
import type { InstalledApp, WorkflowModule } from './installed-app.ts'
import { manifestOf } from './installed-app.ts'
import type { Passage } from './make-transition.ts'
import { modifiedFields } from './modified-fields.ts'
import type { Site } from './site.ts'
import { issueThing, projectThing, transitionThing, userThing } from './things.ts'

/**
 * Runs every validator of a transition and gives why those that did not say yes stopped it; nothing where all did. What
 * fails, is late, or belongs to an app that is gone stops it too.
 * @see https://developer.atlassian.com/platform/forge/manifest-reference/modules/jira-workflow-validator/
 */
export async function runValidators(site: Site, passage: Passage): Promise<readonly string[]> {
  const rules = passage.transition.rules.filter(({ kind }) => kind === 'validator')
  const messages = await Promise.all(
    rules.map(({ module, configuration }) => runValidator(site, passage, module, configuration)),
  )
  return messages.filter((message) => message !== undefined)
}

async function runValidator(
  site: Site,
  passage: Passage,
  key: string,
  configuration: unknown,
): Promise<string | undefined> {
  const { app } = site
  const module = manifestOf(app).modules?.['jira:workflowValidator']?.find((each) => each.key === key)
  if (app === undefined || module === undefined) return notThere(key)
  const kinds = module.projectTypes ?? ['company-managed']
  if (!kinds.includes(passage.project.style)) return notThere(key)
  if (module.function === undefined) return runOnIssue(site, module, passage, configuration)
  return runFunction(site, app, module, passage, configuration)
}

/** An expression sees the screen's changes; what it says instead of yes is the message. */
function runOnIssue(site: Site, module: WorkflowModule, passage: Passage, configuration: unknown): string | undefined {
  const { world } = site
  const { by, project, original, proposed, transition } = passage
  const { expression = module.expression ?? '' } = (configuration ?? {}) as { readonly expression?: string }
  const outcome = runExpression(
    expression,
    (load) => ({
      user: userThing(world, by),
      issue: issueThing(world, proposed, 'issue', load),
      originalIssue: issueThing(world, original, 'originalIssue', load),
      project: projectThing(world, project),
      transition: transitionThing(world, original, transition),
      config: fromJson(configuration),
    }),
    world.now(),
  )
  if (outcome.ok && outcome.value === true) return undefined
  if (!outcome.ok) site.failures.push({ module: module.key, error: outcome.error })
  if (outcome.ok && typeof outcome.value === 'string') return outcome.value
  return typeof module.errorMessage === 'string' ? module.errorMessage : stopped(module.key)
}

async function runFunction(
  site: Site,
  app: InstalledApp,
  module: WorkflowModule,
  passage: Passage,
  configuration: unknown,
): Promise<string | undefined> {
  const { original, transition } = passage
  const payload = {
    issue: { key: original.key },
    configuration: configuration ?? {},
    transition: {
      from: { id: original.status },
      to: { id: transition.to },
      ...(mayReadWork(app) && { modifiedFields: modifiedFields(site, passage) }),
    },
  }
  const call = app.invoke(String(module.function), payload, contextOf(site, module.key))
  const answer = await inTime(call, site.habits.validatorTimeoutMs).catch(() => undefined)
  const { result, errorMessage } = (answer ?? {}) as { readonly result?: unknown; readonly errorMessage?: unknown }
  if (result === true) return undefined
  if (answer === undefined || typeof result !== 'boolean') return failed(module.key)
  return typeof errorMessage === 'string' && errorMessage !== '' ? errorMessage : stopped(module.key)
}

function mayReadWork(app: InstalledApp): boolean {
  return manifestOf(app).permissions?.scopes?.includes('read:jira-work') ?? false
}

/** The words are the emulator's own: no source tells what Jira says. */
function failed(key: string): string {
  return `The validator ${key} of an app failed, so the transition was not made.`
}

function stopped(key: string): string {
  return `The validator ${key} of an app did not allow the transition.`
}

function notThere(key: string): string {
  return `The validator ${key} is not there, so the transition was not made.`
}

/** Gives what a call gives, or rejects once it took too long. */
function inTime<T>(call: Promise<T>, ms: number): Promise<T> {
  return new Promise((give, refuse) => {
    const timer = setTimeout(() => refuse(new Error(`No answer in ${ms} ms`)), ms)
    call.then(give, refuse).finally(() => clearTimeout(timer))
  })
}
