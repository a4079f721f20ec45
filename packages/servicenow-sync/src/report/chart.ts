// Each registers itself. `echarts/charts` would load every chart there is, which takes twice as long.
import 'echarts/lib/chart/bar'
import 'echarts/lib/chart/line'
import 'echarts/lib/component/grid'
import * as echarts from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { type Html, html, htmlText, trusted } from './html.ts'

echarts.use([SVGRenderer])

/** A chart to draw: `id` is unique on its page, `inks` says which class stands for each colour of `option`. */
export interface Chart {
  readonly id: string
  readonly title: string
  readonly description: string
  readonly width: number
  readonly height: number
  readonly option: echarts.EChartsCoreOption
  /** Colour, as in `option`, to class name. */
  readonly inks: ReadonlyMap<string, string>
}

/**
 * Draws a chart as SVG without a browser. Colours become classes, so that the style sheet decides them for light, dark
 * and paper; everything that would need a script or an inline style is taken out.
 */
export function drawChart(chart: Chart): Html {
  const { width, height, id } = chart
  const canvas = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height })
  try {
    canvas.setOption({ animation: false, ...chart.option })
    const head = html`<svg class="chart" role="img" aria-labelledby="${id}-title" aria-describedby="${id}-desc" viewBox="0 0 ${width} ${height}"><title id="${id}-title">${chart.title}</title><desc id="${id}-desc">${chart.description}</desc>`
    return trusted(htmlText(head) + clean(canvas.renderToSVGString(), chart.inks))
  } finally {
    canvas.dispose()
  }
}

/** Keeps the drawn shapes of what the library gave, and of their attributes those that place them. */
function clean(svg: string, inks: ReadonlyMap<string, string>): string {
  return (
    svg
      .replace(/^<svg [^>]*>\s*/, '')
      .replace(/<style ?>[\s\S]*?<\/style>/g, '')
      // Clip paths are numbered across charts, which would make the file differ from one process to the next.
      .replace(/<defs ?>[\s\S]*?<\/defs>/g, '')
      .replace(/<rect [^>]*fill="none"[^>]*><\/rect>\s*/g, '')
      .replace(/ (?:class|style|pointer-events|clip-path|ecmeta_\w+)="[^"]*"/g, '')
      .replace(/ (fill|stroke)="(#[0-9a-f]{6})"/g, (_whole, property: string, colour: string) =>
        ink(inks, property, colour),
      )
      .replace(/\s*\n\s*/g, '\n')
  )
}

function ink(inks: ReadonlyMap<string, string>, property: string, colour: string): string {
  const name = inks.get(colour)
  return name === undefined ? '' : ` class="${property}-${name}"`
}
