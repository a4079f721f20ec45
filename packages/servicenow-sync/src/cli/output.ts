import type { Writable } from 'node:stream'
import { wrapLine } from './wrap-line.ts'

/** Where a command's words go: standard output or standard error. */
export interface Output {
  readonly isTerminal: boolean
  /** True once nobody reads any more; what is written then is dropped quietly. */
  readonly isClosed: () => boolean
  /** Writes one line. */
  readonly line: (text?: string) => void
  /** Writes text as it is. */
  readonly text: (text: string) => void
  /** Writes many lines, no faster than they are read. */
  readonly lines: (texts: Iterable<string>) => Promise<void>
  readonly paint: Paint
  /** Breaks a sentence into lines that fit a terminal; anywhere else it stays one line. */
  readonly wrap: (sentence: string) => readonly string[]
}

/** How words look on an output. */
export type Style = Pick<Output, 'paint' | 'wrap'>

/** Colours and weights for a terminal; plain text anywhere else. */
export type Paint = Readonly<Record<'bold' | 'dim' | 'red' | 'yellow' | 'green', (text: string) => string>>

/** A stream that may be a terminal. */
export type Stream = Writable & { readonly isTTY?: boolean; readonly columns?: number }

const batchLength = 65_536

/** On fewer columns a hanging indent leaves too little room for words. */
const fewestColumns = 40

/** Wraps a stream. Colours only on a terminal, and not where NO_COLOR is set. A reader that goes away is no error. */
export function openOutput(stream: Stream, env: Readonly<Record<string, string | undefined>>): Output {
  let closed = false
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // EPIPE: `| head` has read enough. Anything else, such as a full disk behind a redirection, must be heard.
    if (error.code !== 'EPIPE') throw error
    closed = true
  })
  const isTerminal = stream.isTTY === true
  const isClosed = (): boolean => closed || stream.destroyed

  function text(written: string): void {
    if (!isClosed()) stream.write(written)
  }

  async function lines(texts: Iterable<string>): Promise<void> {
    let batch = ''
    for (const each of texts) {
      if (isClosed()) return
      batch += `${each}\n`
      if (batch.length < batchLength) continue
      await flush(stream, batch)
      batch = ''
    }
    if (batch !== '' && !isClosed()) await flush(stream, batch)
  }

  // Asked each time, because a terminal's window can be made wider.
  function wrap(sentence: string): readonly string[] {
    const columns = isTerminal ? (stream.columns ?? 0) : 0
    return columns < fewestColumns ? [sentence] : wrapLine(sentence, columns)
  }

  const isPainted = isTerminal && (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb'
  return {
    isTerminal,
    isClosed,
    line: (said = '') => text(`${said}\n`),
    text,
    lines,
    paint: isPainted ? painted : unpainted,
    wrap,
  }
}

function flush(stream: Stream, batch: string): Promise<void> {
  return new Promise((done) => {
    stream.write(batch, () => done())
  })
}

const painted: Paint = {
  bold: (text) => `\u001b[1m${text}\u001b[22m`,
  dim: (text) => `\u001b[2m${text}\u001b[22m`,
  red: (text) => `\u001b[31m${text}\u001b[39m`,
  yellow: (text) => `\u001b[33m${text}\u001b[39m`,
  green: (text) => `\u001b[32m${text}\u001b[39m`,
}

const same = (text: string): string => text

const unpainted: Paint = { bold: same, dim: same, red: same, yellow: same, green: same }

/** Makes text from outside safe for a terminal: no control character gets through, so none can steer it. */
export function plain(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what must not reach a terminal
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, '\ufffd')
}
