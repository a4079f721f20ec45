import type { Page } from 'playwright-core'

/** The texts whose contrast with what lies behind them is below what WCAG AA asks, each with its ratio. */
export function lowContrastsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const paint = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
    if (!paint) throw new Error('no canvas')
    const rgb = (colour: string): number[] => {
      paint.clearRect(0, 0, 1, 1)
      paint.fillStyle = colour
      paint.fillRect(0, 0, 1, 1)
      return [...paint.getImageData(0, 0, 1, 1).data]
    }
    const light = (colour: number[]): number => {
      const [r = 0, g = 0, b = 0] = colour.map((v) =>
        v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4,
      )
      return 0.2126 * r + 0.7152 * g + 0.0722 * b
    }
    const behind = (element: Element | null): number[] => {
      for (let at = element; at; at = at.parentElement) {
        const colour = rgb(getComputedStyle(at).backgroundColor)
        if (colour[3] === 255) return colour
      }
      return [255, 255, 255, 255]
    }
    const low: string[] = []
    for (const element of document.querySelectorAll('body *')) {
      const own = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim())
      if (
        !own ||
        !element.checkVisibility() ||
        element.closest('script, style, title, desc, [aria-disabled=true], :disabled, option')
      )
        continue
      const style = getComputedStyle(element)
      const [a, b] = [light(rgb(element.closest('svg') ? style.fill : style.color)), light(behind(element))]
      const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
      if (ratio < 4.5) low.push(`${element.tagName} ${element.textContent?.slice(0, 40)} ${ratio.toFixed(2)}`)
    }
    return low
  })
}
