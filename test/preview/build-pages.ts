import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { build, type InlineConfig, type Rollup } from 'vite'

/** What the preview serves: the bytes of each file, under the path it is asked for by. */
export type Pages = ReadonlyMap<string, string | Uint8Array>

/** The code of the app's screens: a module's name, and the file that draws it. */
export interface Screens {
  /** UI Kit: each runs in a frame of its own. */
  readonly native: Readonly<Record<string, string>>
  /** Custom UI: the folder of a page of its own. */
  readonly custom: Readonly<Record<string, string>>
}

const here = import.meta.dirname
const forge = join(here, '../../packages/jira-forge/node_modules/@forge')

const common: InlineConfig = {
  configFile: false,
  logLevel: 'warn',
  // A test runner sets NODE_ENV, by which Vite would take what only React's development build has.
  oxc: { jsx: { runtime: 'automatic', development: false } },
  define: { 'process.env.NODE_ENV': '"production"', 'process.env': '{}' },
  resolve: { conditions: ['ticketbound-source', 'module', 'browser'] },
}

/**
 * Builds the page and the app's screens in memory, from the sources as they are now. It takes about a second, so that
 * nothing is kept from one start to the next.
 */
export async function buildPages(screens: Screens): Promise<Pages> {
  const scripts = await buildScripts(screens.native)
  const custom = await Promise.all(Object.entries(screens.custom).map(([name, root]) => buildCustom(name, root)))
  return new Map([...scripts, ...custom.flat()])
}

async function buildScripts(native: Screens['native']): Promise<readonly (readonly [string, string | Uint8Array])[]> {
  const input = { page: join(here, 'page/main.tsx'), ...named(native) }
  const built = await build({
    ...common,
    root: here,
    base: '/pages/',
    // The sample app is no part of the app's package, and takes Atlassian's packages from there.
    resolve: { ...common.resolve, alias: { '@forge/react': `${forge}/react`, '@forge/bridge': `${forge}/bridge` } },
    build: {
      write: false,
      minify: false,
      target: 'esnext',
      reportCompressedSize: false,
      modulePreload: false,
      rollupOptions: { input, output: { entryFileNames: '[name].js' } },
    },
  })
  return filesOf(built).map((file) => [`/pages/${file.fileName}`, contentOf(file)])
}

function named(native: Screens['native']): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(native).map(([name, file]) => [`screen-${name}`, file]))
}

async function buildCustom(name: string, root: string): Promise<readonly (readonly [string, string | Uint8Array])[]> {
  if (!existsSync(join(root, 'index.html'))) return []
  const built = await build({
    ...common,
    root,
    base: './',
    build: { write: false, minify: false, reportCompressedSize: false },
  })
  return filesOf(built).map((file) => [`/custom-ui/${name}/${file.fileName}`, contentOf(file)])
}

type File = Rollup.OutputChunk | Rollup.OutputAsset

function filesOf(built: Awaited<ReturnType<typeof build>>): readonly File[] {
  const outputs = Array.isArray(built) ? built : [built]
  return outputs.flatMap((output) => ('output' in output ? output.output : []))
}

function contentOf(file: File): string | Uint8Array {
  return file.type === 'chunk' ? file.code : file.source
}
