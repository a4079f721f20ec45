import { describe, expect, it } from 'vitest'
import { htmlText } from './html.ts'
import { nights } from './testdata/models.ts'
import { trendChart } from './trend-chart.ts'

const svg = htmlText(trendChart(nights(14)))

describe('the trend chart', () => {
  it('is a picture with a title and a description', () => {
    expect(svg).toMatch(
      /^<svg class="chart" role="img" aria-labelledby="trend-chart-title" aria-describedby="trend-chart-desc"/,
    )
    expect(svg).toContain('<title id="trend-chart-title">Open findings, night by night</title>')
    expect(svg).toMatch(
      /<desc id="trend-chart-desc">From 72 open \(7 critical, 30 high, 24 medium, 11 low\) on 2026-03-18 to /,
    )
  })

  it('is the same bytes every time', () => {
    expect(htmlText(trendChart(nights(14)))).toBe(svg)
  })

  it('draws a column a severity and night, and leaves its colours to the style sheet', () => {
    for (const severity of ['critical', 'high', 'medium', 'low']) {
      expect(svg.match(new RegExp(`<path [^>]*class="fill-${severity}"`, 'g'))).toHaveLength(14)
    }
    expect(svg).not.toMatch(/#[0-9a-f]{6}|style|zr\d|ecmeta|CDATA|NaN|undefined|xlink|http/)
  })

  it('keeps only elements and attributes that place a shape or a word', () => {
    const names = new Set([...svg.matchAll(/<([a-z]+)|\s([a-zA-Z-]+)="/g)].map((match) => match[1] ?? match[2]))

    expect([...names].toSorted()).toEqual([
      'aria-describedby',
      'aria-labelledby',
      'class',
      'd',
      'desc',
      'dominant-baseline',
      'fill',
      'id',
      'path',
      'role',
      'stroke-linecap',
      'svg',
      'text',
      'text-anchor',
      'title',
      'transform',
      'viewBox',
      'y',
    ])
  })

  it('draws one night, and many', () => {
    expect(htmlText(trendChart(nights(1)))).toContain('2026-03-31')
    expect(htmlText(trendChart(nights(180))).match(/class="fill-low"/g)).toHaveLength(180)
  })
})
