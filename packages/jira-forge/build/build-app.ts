import { existsSync, globSync, rmSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type InlineConfig } from 'vite'

const home = join(dirname(fileURLToPath(import.meta.url)), '..')
const app = join(home, 'app')

/**
 * Makes what `forge deploy` packs from the sources: one file of handlers, one file for each screen, and the pages that
 * Jira shows in a frame. Forge's own bundler compiles no TypeScript 7 and knows no workspace, so it gets plain modules.
 */
async function buildApp(): Promise<void> {
  for (const made of ['src', 'ui', 'static/validator-config']) rmSync(join(app, made), { recursive: true, force: true })
  for (const entry of globSync('src/entries/*.ts', { cwd: home })) await build(handlersOf(entry))
  for (const screen of globSync('src/ui/*/index.tsx', { cwd: home })) await build(screenOf(screen))
  const page = join(home, 'custom-ui/validator-config')
  if (existsSync(page)) await build(pageAt(page))
}

/** Forge's bundler goes over every module with Babel, set up for some of what came after this and not for private methods. */
const syntax = 'es2021'

const common: InlineConfig = {
  configFile: false,
  logLevel: 'warn',
  resolve: { conditions: ['ticketbound-source'] },
  ssr: { resolve: { conditions: ['ticketbound-source'] } },
}

/** Forge loads a module for each handler: what the gate has to load must stay small. */
function handlersOf(entry: string): InlineConfig {
  return {
    ...common,
    root: home,
    build: {
      ssr: join(home, entry),
      outDir: join(app, 'src'),
      emptyOutDir: false,
      target: syntax,
      minify: true,
      rollupOptions: { output: { entryFileNames: `${basename(entry, '.ts')}.js`, format: 'es' } },
    },
    ssr: { ...common.ssr, noExternal: true, target: 'node' },
  }
}

/** React and Atlassian's packages are left for Forge's bundler, which knows the screen's environment. */
function screenOf(entry: string): InlineConfig {
  return {
    ...common,
    root: home,
    build: {
      outDir: join(app, 'ui'),
      emptyOutDir: false,
      minify: false,
      target: syntax,
      lib: { entry: join(home, entry), formats: ['es'], fileName: () => `${relative('src/ui', dirname(entry))}.js` },
      rollupOptions: { external: [/^react/, /^@forge\//] },
    },
  }
}

function pageAt(root: string): InlineConfig {
  return { ...common, root, base: './', build: { outDir: join(app, 'static/validator-config'), emptyOutDir: true } }
}

await buildApp()
