import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** What a page says about where it is and who looks at it: made by the platform, and only carried by the page. */
export interface PageContext {
  readonly accountId: string
  readonly moduleKey: string
  readonly moduleType: string
  readonly resolver: string
  readonly extension: Readonly<Record<string, unknown>>
}

/** Signs contexts, and opens again only what it signed. */
export interface PageTokens {
  sign(context: PageContext): string
  open(token: string): PageContext | undefined
}

/** Makes the platform's own key, which nobody else has. */
export function createPageTokens(): PageTokens {
  const key = randomBytes(32)
  const mac = (text: string) => createHmac('sha256', key).update(text).digest()
  return {
    sign(context) {
      const text = Buffer.from(JSON.stringify(context)).toString('base64url')
      return `${text}.${mac(text).toString('base64url')}`
    },
    open(token) {
      const [text = '', signature = ''] = token.split('.')
      const given = Buffer.from(signature, 'base64url')
      const made = mac(text)
      if (given.length !== made.length || !timingSafeEqual(given, made)) return undefined
      return JSON.parse(Buffer.from(text, 'base64url').toString()) as PageContext
    },
  }
}
