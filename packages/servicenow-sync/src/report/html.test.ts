import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { escapeText, html, htmlText, reveal, trusted } from './html.ts'

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string(),
  fc
    .array(
      fc.constantFrom(
        '<script>',
        '</script>',
        '</style>',
        '<!--',
        '-->',
        ']]>',
        '"',
        "'",
        '&amp;',
        '&',
        '`',
        '=',
        '\u0000',
        '\u202e',
        '\u2066',
        '\ud800',
        '\r\n',
        '\u2028',
      ),
    )
    .map((parts) => parts.join('')),
)

function plainText(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
}

describe('a text that is filled in', () => {
  it('stays text whatever it holds', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const filled = htmlText(html`${text}`)
        expect(filled).not.toMatch(/[<>"']|&(?!(?:amp|lt|gt|quot|#39);)/)
        expect(plainText(filled)).toBe(reveal(text))
      }),
      { numRuns: 2000 },
    )
  })

  it('holds nothing that is invisible or turns the text around it', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(escapeText(text)).not.toMatch(/(?![\n\t\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|\p{Cs}/u)
      }),
      { numRuns: 2000 },
    )
  })

  it('never ends the attribute it stands in', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(htmlText(html`<a title="${text}">`)).toMatch(/^<a title="[^"<>]*">$/)
      }),
    )
  })

  it.each([
    ['plain words', 'plain words'],
    ['ada & bob', 'ada &amp; bob'],
    ['<b>"\'', '&lt;b&gt;&quot;&#39;'],
    ['a\u202eb', 'a[U+202E]b'],
    ['a\u0000b', 'a[U+0000]b'],
    ['soft\u00adhyphen', 'soft[U+00AD]hyphen'],
    ['tag \u{e0041}', 'tag [U+E0041]'],
    ['lone \ud800', 'lone \ufffd'],
    ['\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645', '\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645'],
    ['two\nlines', 'two\nlines'],
  ])('shows %j as %j', (text, shown) => {
    expect(escapeText(text)).toBe(shown)
  })
})

describe('html', () => {
  it('puts finished pieces and lists of them in as they are', () => {
    const items = ['<1>', '2'].map((text) => html`<li>${text}</li>`)

    expect(htmlText(html`<ul>${items}</ul>`)).toBe('<ul><li>&lt;1&gt;</li><li>2</li></ul>')
  })

  it('leaves out what is absent and keeps zero', () => {
    expect(htmlText(html`a${undefined}${false}${[]}${0}b`)).toBe('a0b')
  })

  it('is not deceived by data that looks like a finished piece', () => {
    const data: unknown = JSON.parse('{"markup":"<script>"}')

    expect(htmlText(html`${String(data)}`)).toBe('[object Object]')
  })

  it('takes raw markup only for the style sheet and the charts', () => {
    const users = readdirSync(import.meta.dirname)
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .filter((file) => /\btrusted\(/.test(readFileSync(`${import.meta.dirname}/${file}`, 'utf8')))

    expect(users).toEqual(['chart.ts', 'html.ts', 'render-report.ts'])
    expect(htmlText(trusted('<svg>'))).toBe('<svg>')
  })
})
