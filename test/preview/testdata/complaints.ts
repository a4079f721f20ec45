import type { Page } from 'playwright-core'

/** What an accessibility checker would complain about on a page with the app's screens in it. */
export function complaintsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = []
    const all = (selector: string): Element[] => [...document.querySelectorAll(selector)]
    const complain = (what: string, elements: readonly Element[]): void => {
      for (const element of elements) found.push(`${what}: ${element.outerHTML.slice(0, 120)}`)
    }
    const textOf = (ids: string | null): string =>
      (ids ?? '')
        .split(' ')
        .map((id) => document.getElementById(id)?.textContent ?? '')
        .join('')
    const named = (element: Element): boolean => {
      if ((element.getAttribute('aria-label') ?? '').trim() !== '') return true
      if (textOf(element.getAttribute('aria-labelledby')).trim() !== '') return true
      const { labels } = element as HTMLInputElement
      if (labels && [...labels].some((label) => label.textContent?.trim())) return true
      return (
        !(element instanceof HTMLInputElement) &&
        Boolean(element.textContent?.trim() || element.querySelector('[aria-label]'))
      )
    }
    const shown = (element: Element): boolean => element.checkVisibility()
    complain(
      'a control without a name',
      all('button, a[href], [role=tab], [role=option]').filter((one) => shown(one) && !named(one)),
    )
    complain(
      'a field without a label',
      all('input:not([type=hidden]), select, textarea').filter(
        (one) => shown(one) && one.getAttribute('aria-hidden') !== 'true' && !named(one),
      ),
    )
    complain('a frame without a title', all('iframe:not([title])'))
    complain('a picture without a text', all('img:not([alt])'))
    complain(
      'a dialog without a name',
      all('[role=dialog]').filter((one) => !named(one)),
    )
    complain(
      'a table without a name',
      all('table').filter((one) => !one.querySelector('caption')?.textContent && !named(one)),
    )
    complain(
      'a stray list item',
      all('li').filter((one) => !one.parentElement?.matches('ul, ol')),
    )
    complain('a list with something else in it', all('ul > :not(li), ol > :not(li)'))
    complain('a control in a control', all('button button, a a, button a, a button'))
    complain('something to press that the keyboard does not reach', all('[onclick]:not(button, a, input)'))
    const levels = all('h1, h2, h3, h4, h5, h6')
      .filter(shown)
      .map((heading) => Number(heading.tagName.slice(1)))
    if (levels.filter((level) => level === 1).length !== 1) found.push('not exactly one h1')
    if (levels.some((level, index) => index > 0 && level > (levels[index - 1] ?? 0) + 1))
      found.push(`a heading level is skipped: ${levels.join('')}`)
    for (const landmark of ['header', 'main']) if (all(landmark).length !== 1) found.push(`not one ${landmark}`)
    const ids = all('[id]').map((element) => element.id)
    for (const id of new Set(ids.filter((one, index) => ids.indexOf(one) !== index))) found.push(`an id twice: ${id}`)
    for (const one of all('[for]'))
      if (document.getElementById(one.getAttribute('for') ?? '') === null)
        found.push(`a label for nothing: ${one.outerHTML.slice(0, 120)}`)
    return found
  })
}
