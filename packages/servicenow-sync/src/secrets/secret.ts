import { inspect } from 'node:util'

/** A secret that does not show itself by accident: printed, logged or written as JSON it reads `[secret]`. */
export interface Secret {
  /** Gives the secret itself, where it is used. */
  reveal(): string
  toString(): string
  toJSON(): string
}

const shown = () => '[secret]'

/** Keeps a text as a secret. */
export function keepSecret(text: string): Secret {
  return Object.freeze({ reveal: () => text, toString: shown, toJSON: shown, [inspect.custom]: shown })
}
