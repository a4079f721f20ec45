import type { Pages } from '../build-pages.ts'

/** The page around everything, with whatever styles were built for it. */
export function mainPage(pages: Pages): string {
  const styles = [...pages.keys()].filter((path) => path.endsWith('.css') && path.startsWith('/pages/'))
  return page(
    [noExperiments, ...styles.map((path) => `<link rel="stylesheet" href="${path}">`)].join('\n'),
    '<div id="page"></div><script type="module" src="/pages/page.js"></script>',
  )
}

// Atlaskit asks Atlassian's service of experiments, which is not here, and would say so in the console: none is on.
const noExperiments = '<script>globalThis.__CRITERION__ = { getFeatureFlagOverride: () => false }</script>'

/** The frame in which a UI Kit screen's code runs, out of sight. */
export function framePage(module: string): string {
  return page(bridge, `<script type="module" src="/pages/screen-${module}.js"></script>`)
}

/** Gives a Custom UI page its bridge before anything of it runs. */
export function withBridge(html: string): string {
  return html.replace(/<head>/i, `<head>${bridge}`)
}

// Atlassian's packages look for the bridge as they are loaded. Which view the frame is comes after the `#`; the page
// around it holds the answers.
const bridge = `<script>
  {
    const view = location.hash.slice(1)
    const callBridge = (command, data) => parent.previewBridges.get(view)(command, data)
    globalThis.__bridge = { callBridge }
    const broke = (error) => void callBridge('onError', { error })
    addEventListener('error', (event) => broke(event.error ?? event.message))
    addEventListener('unhandledrejection', (event) => broke(event.reason))
  }
</script>`

function page(head: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>Ticketbound preview</title>
${head}
</head>
<body>
${body}
</body>
</html>
`
}
