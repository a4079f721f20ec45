import { token } from '@atlaskit/tokens'
import type { ReactNode } from 'react'
import { useId } from 'react'
import type { ForgeDoc } from './forge-doc.ts'
import { list, number, text } from './read-props.ts'
import type { Renderer } from './renderer.ts'

/** One figure of a chart. */
interface Point {
  readonly label: string
  readonly series: string
  readonly value: number
}

/** A chart as its parts: what it shows, under which names, and how large it is. */
interface Drawing {
  readonly points: readonly Point[]
  readonly labels: readonly string[]
  readonly series: readonly string[]
  readonly width: number
  readonly height: number
  readonly top: number
}

const colours = [
  token('color.chart.categorical.1'),
  token('color.chart.categorical.2'),
  token('color.chart.categorical.3'),
  token('color.chart.categorical.4'),
  token('color.chart.categorical.5'),
  token('color.chart.categorical.6'),
  token('color.chart.categorical.7'),
  token('color.chart.categorical.8'),
]

function colour(index: number): string {
  return colours[index % colours.length] ?? 'currentcolor'
}

/** A kind of chart: which of its accessors names a figure and which is the figure, and how it is drawn. */
interface ChartKind {
  readonly labelled: string
  readonly valued: string
  readonly stacked?: boolean
  readonly draw: (drawing: Drawing) => ReactNode
}

function Chart({ doc, kind }: { readonly doc: ForgeDoc; readonly kind: ChartKind }): ReactNode {
  const id = useId()
  const drawing = drawingOf(doc, kind)
  const title = text(doc, 'title') ?? 'Chart'
  return (
    <figure style={{ margin: 0 }} aria-labelledby={id}>
      <figcaption id={id}>
        <strong>{title}</strong>
        {text(doc, 'subtitle') === undefined ? null : <div>{text(doc, 'subtitle')}</div>}
      </figcaption>
      <svg
        role="img"
        aria-label={`${title}: ${drawing.points.map(say).join(', ')}`}
        viewBox={`0 0 ${drawing.width} ${drawing.height}`}
        style={{ width: '100%', maxWidth: drawing.width, color: token('color.text') }}
      >
        {kind.draw(drawing)}
      </svg>
      {drawing.series.length > 1 ? <Legend series={drawing.series} /> : null}
      <Figures drawing={drawing} title={title} />
    </figure>
  )
}

function drawingOf(doc: ForgeDoc, { labelled, valued, stacked }: ChartKind): Drawing {
  const rows = list(doc, 'data')
  // Atlassian's page on lying bars leaves open which of its axes counts, so what holds a number does.
  const turned = typeof at(rows[0], doc, labelled) === 'number' && typeof at(rows[0], doc, valued) !== 'number'
  const points = rows.map((row) => (turned ? pointOf(row, doc, valued, labelled) : pointOf(row, doc, labelled, valued)))
  const labels = [...new Set(points.map((point) => point.label))]
  const totals = labels.map((label) => sum(points.filter((point) => point.label === label)))
  const tallest = stacked === true ? Math.max(0, ...totals) : Math.max(0, ...points.map((point) => point.value))
  const series = [...new Set(points.map((point) => point.series))]
  return {
    points,
    labels,
    series,
    width: number(doc, 'width', 480),
    height: number(doc, 'height', 240),
    top: tallest === 0 ? 1 : tallest,
  }
}

function pointOf(row: unknown, doc: ForgeDoc, labelled: string, valued: string): Point {
  return {
    label: String(at(row, doc, labelled) ?? ''),
    series: String(at(row, doc, 'colorAccessor') ?? ''),
    value: Number(at(row, doc, valued) ?? 0),
  }
}

function at(row: unknown, doc: ForgeDoc, accessor: string): unknown {
  return Object(row)[String(doc.props[accessor])]
}

function sum(points: readonly Point[]): number {
  return points.reduce((total, point) => total + point.value, 0)
}

function say({ label, series, value }: Point): string {
  return series === '' || series === label ? `${label} ${value}` : `${label}, ${series} ${value}`
}

function Legend({ series }: { readonly series: readonly string[] }): ReactNode {
  return (
    <ul style={{ display: 'flex', flexWrap: 'wrap', gap: 12, listStyle: 'none', padding: 0 }}>
      {series.map((name, index) => (
        <li key={name}>
          <span aria-hidden="true" style={{ color: colour(index) }}>
            ■
          </span>{' '}
          {name}
        </li>
      ))}
    </ul>
  )
}

function Figures({ drawing, title }: { readonly drawing: Drawing; readonly title: string }): ReactNode {
  return (
    <details>
      <summary>The figures of “{title}”</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">How many</th>
          </tr>
        </thead>
        <tbody>
          {drawing.points.map((point) => (
            <tr key={`${point.label} ${point.series}`}>
              <th scope="row">{[...new Set([point.label, point.series])].filter(Boolean).join(', ')}</th>
              <td>{point.value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}

const margin = 24

function standing({ points, labels, series, width, height, top }: Drawing): ReactNode {
  const step = (width - margin) / Math.max(1, labels.length)
  const bar = (step * 0.7) / Math.max(1, series.length)
  return points.map((point) => {
    const tall = ((height - 2 * margin) * point.value) / top
    const left = margin + labels.indexOf(point.label) * step + series.indexOf(point.series) * bar
    return (
      <g key={`${point.label} ${point.series}`}>
        <rect
          x={left}
          y={height - margin - tall}
          width={bar}
          height={tall}
          fill={colour(series.indexOf(point.series))}
        />
        <text x={left} y={height - margin - tall - 4} fontSize="11" fill="currentColor">
          {point.value}
        </text>
        <text x={left} y={height - 6} fontSize="11" fill="currentColor">
          {series.indexOf(point.series) === 0 ? point.label : ''}
        </text>
      </g>
    )
  })
}

function stackedUp(drawing: Drawing): ReactNode {
  const { labels, series, width, height, top } = drawing
  const step = (width - margin) / Math.max(1, labels.length)
  return labels.map((label, at) => {
    const own = drawing.points.filter((point) => point.label === label)
    return (
      <g key={label}>
        {own.map((point, index) => {
          const under = ((height - 2 * margin) * sum(own.slice(0, index))) / top
          const tall = ((height - 2 * margin) * point.value) / top
          const fill = colour(series.indexOf(point.series))
          const y = height - margin - under - tall
          return <rect key={point.series} x={margin + at * step} y={y} width={step * 0.7} height={tall} fill={fill} />
        })}
        <text x={margin + at * step} y={height - 6} fontSize="11" fill="currentColor">
          {label}
        </text>
      </g>
    )
  })
}

function lying(drawing: Drawing): ReactNode {
  const { labels, series, width, height, top } = drawing
  const step = (height - margin) / Math.max(1, labels.length)
  const start = width * 0.35
  return labels.map((label, at) => {
    const own = drawing.points.filter((point) => point.label === label)
    return (
      <g key={label}>
        <text x={0} y={at * step + step / 2} fontSize="11" fill="currentColor">
          {label}
        </text>
        {own.map((point, index) => {
          const before = ((width - start - 40) * sum(own.slice(0, index))) / top
          const long = ((width - start - 40) * point.value) / top
          const fill = colour(series.indexOf(point.series))
          return (
            <rect key={point.series} x={start + before} y={at * step} width={long} height={step * 0.6} fill={fill} />
          )
        })}
        <text
          x={start + ((width - start - 40) * sum(own)) / top + 4}
          y={at * step + step / 2}
          fontSize="11"
          fill="currentColor"
        >
          {sum(own)}
        </text>
      </g>
    )
  })
}

function lines({ points, labels, series, width, height, top }: Drawing): ReactNode {
  const step = (width - 2 * margin) / Math.max(1, labels.length - 1)
  const x = (label: string): number => margin + labels.indexOf(label) * step
  const y = (value: number): number => height - margin - ((height - 2 * margin) * value) / top
  return (
    <>
      {series.map((name, index) => {
        const own = points.filter((point) => point.series === name)
        return (
          <g key={name}>
            <polyline
              fill="none"
              strokeWidth="2"
              stroke={colour(index)}
              points={own.map((point) => `${x(point.label)},${y(point.value)}`).join(' ')}
            />
            {own.map((point) => (
              <circle key={point.label} cx={x(point.label)} cy={y(point.value)} r="3" fill={colour(index)} />
            ))}
          </g>
        )
      })}
      {labels.map((label) => (
        <text key={label} x={x(label)} y={height - 6} fontSize="11" textAnchor="middle" fill="currentColor">
          {label}
        </text>
      ))}
    </>
  )
}

function slices(hole: number): (drawing: Drawing) => ReactNode {
  return ({ points, width, height }) => {
    const total = sum(points) === 0 ? 1 : sum(points)
    const radius = Math.min(width, height) / 2 - 4
    return points.map((point, index) => {
      const from = sum(points.slice(0, index)) / total
      const path = slice({ width, height, radius, hole: radius * hole, from, to: from + point.value / total })
      return <path key={`${point.label} ${point.series}`} d={path} fill={colour(index)} />
    })
  }
}

interface Slice {
  readonly width: number
  readonly height: number
  readonly radius: number
  readonly hole: number
  readonly from: number
  readonly to: number
}

function slice({ width, height, radius, hole, from, to }: Slice): string {
  // A whole circle is no arc in SVG: its two ends would be the same point.
  const end = to - from >= 1 ? from + 0.99999 : to
  const at = (share: number, far: number): string => {
    const angle = share * 2 * Math.PI - Math.PI / 2
    return `${width / 2 + far * Math.cos(angle)} ${height / 2 + far * Math.sin(angle)}`
  }
  const large = end - from > 0.5 ? 1 : 0
  const outer = `M ${at(from, radius)} A ${radius} ${radius} 0 ${large} 1 ${at(end, radius)}`
  return `${outer} L ${at(end, hole)} A ${hole} ${hole} 0 ${large} 0 ${at(from, hole)} Z`
}

const standingBars: ChartKind = { labelled: 'xAccessor', valued: 'yAccessor', draw: standing }
const standingStacks: ChartKind = { labelled: 'xAccessor', valued: 'yAccessor', draw: stackedUp, stacked: true }
const lyingBars: ChartKind = { labelled: 'yAccessor', valued: 'xAccessor', draw: lying, stacked: true }
const drawnLines: ChartKind = { labelled: 'xAccessor', valued: 'yAccessor', draw: lines }
const wholePie: ChartKind = { labelled: 'labelAccessor', valued: 'valueAccessor', draw: slices(0) }
const ring: ChartKind = { labelled: 'labelAccessor', valued: 'valueAccessor', draw: slices(0.6) }

const DrawnBarChart: Renderer = ({ doc }) => <Chart doc={doc} kind={standingBars} />
const DrawnStackBarChart: Renderer = ({ doc }) => <Chart doc={doc} kind={standingStacks} />
const DrawnLyingBarChart: Renderer = ({ doc }) => <Chart doc={doc} kind={lyingBars} />
const DrawnLineChart: Renderer = ({ doc }) => <Chart doc={doc} kind={drawnLines} />
const DrawnPieChart: Renderer = ({ doc }) => <Chart doc={doc} kind={wholePie} />
const DrawnDonutChart: Renderer = ({ doc }) => <Chart doc={doc} kind={ring} />

/** What is counted. Simple pictures, with their figures beside them; their look in Jira is not what the preview is for. */
export const charts = {
  BarChart: DrawnBarChart,
  StackBarChart: DrawnStackBarChart,
  HorizontalBarChart: DrawnLyingBarChart,
  HorizontalStackBarChart: DrawnLyingBarChart,
  LineChart: DrawnLineChart,
  PieChart: DrawnPieChart,
  DonutChart: DrawnDonutChart,
} as const satisfies Readonly<Record<string, Renderer>>
