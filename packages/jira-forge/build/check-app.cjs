// Runs in the app's folder, as `forge lint` and `forge deploy` do there, and says as JSON what Atlassian's own packages
// find: the manifest against its schema, every linter that asks no server, and the bundle that would be uploaded.
// CommonJS, because the bundler asks for `require.main`.
const { mkdtempSync, statSync, globSync } = require('node:fs')
const { tmpdir } = require('node:os')
const { join } = require('node:path')
const { getClientSideLintersOnly, lint, PermissionLinter } = require('@forge/lint')
const { validate } = require('@forge/manifest')
const { getEntryPoints, getNodeBundler } = require('@forge/bundler')

const silent = () => {}
const logger = { info: silent, warn: silent, error: silent, debug: silent, trace: silent }
const statsig = { getDeprecatedRuntimes: async () => [] }

async function checkApp() {
  const { manifestObject, errors = [] } = await validate()
  const manifest = manifestObject?.typedContent ?? {}
  const linters = (await getClientSideLintersOnly(manifest, 'production', logger, statsig)).filter(
    // It asks Atlassian's servers for the scopes of each endpoint; a test of ours holds scopes to endpoints.
    (linter) => !(linter instanceof PermissionLinter),
  )
  const files = globSync('{src,ui}/*.js')
  const results = await lint(files, manifest, 'production', logger, statsig, {
    linters,
    linter: { mode: 'client-side' },
  })
  const told = results.flatMap(({ file, errors, warnings }) =>
    [...errors, ...warnings].map(({ message, line }) => ({ file, line, message })),
  )
  const bundles = process.argv.includes('--bundle') ? await bundleSizes(manifest) : undefined
  process.stdout.write(JSON.stringify({ manifest: errors, lint: told, linters: linters.length, files, bundles }))
}

/** The bytes of each module that would be uploaded, by its name. */
async function bundleSizes(manifest) {
  process.env.TMPDIR = mkdtempSync(join(tmpdir(), 'ticketbound-forge-'))
  const nothing = async () => ({ script: '', version: '0' })
  const wrappers = { getNodeRuntimeWrapper: nothing, getNodeRuntimeLoader: nothing }
  const bundler = getNodeBundler(logger, wrappers, { readConfig: async () => manifest })
  const handlers = manifest.modules.function.map(({ handler }) => ({ module: handler.split('.')[0] }))
  const entryPoints = getEntryPoints(handlers)
  const { outputDir } = await bundler.bundle({ appDirectory: process.cwd(), entryPoints })
  return Object.fromEntries(entryPoints.map(({ name }) => [name, statSync(join(outputDir, `${name}.cjs`)).size]))
}

checkApp().catch((error) => {
  process.stderr.write(`${error.stack}\n`)
  process.exitCode = 1
})
