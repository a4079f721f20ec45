/** A planted fault: one piece of the packages' source, and what stands there instead. */
export interface Mutant {
  readonly name: string
  /** What it breaks, in words. */
  readonly breaks: string
  /** Relative to the top of the project. */
  readonly file: string
  /** Text that stands in the file exactly once. */
  readonly from: string
  readonly to: string
  /** What must notice it: random worlds against the reference, or these tests. */
  readonly caughtBy: 'worlds' | readonly string[]
}

/** Puts a mutant into its file's text; throws where the text to replace does not stand there exactly once. */
export function mutate(text: string, { name, file, from, to }: Omit<Mutant, 'breaks' | 'caughtBy'>): string {
  const [before, after, ...more] = text.split(from)
  if (before === undefined || after === undefined || more.length > 0) {
    const times = text.split(from).length - 1
    throw new Error(`mutant \`${name}\`: its text stands ${times} times in ${file}, and must stand there once`)
  }
  return `${before}${to}${after}`
}
