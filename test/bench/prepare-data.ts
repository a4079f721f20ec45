import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Generated, type GenerateOptions, generate } from './generate.ts'

/** The generated data of one night, and where it is. */
export interface Prepared {
  readonly folder: string
  readonly data: Generated
}

/** To be raised whenever the generator writes other bytes, so that kept data is made anew. */
const generatorVersion = 2

/** Generates one night's data in its own folder in `home`, or finds it there from an earlier run. */
export function prepareData(home: string, options: GenerateOptions): Prepared {
  const folder = join(home, `night-${options.night}`)
  const stampFile = join(folder, 'generated.json')
  const made = JSON.stringify({ generatorVersion, ...options })
  if (existsSync(stampFile)) {
    const stamp = JSON.parse(readFileSync(stampFile, 'utf8')) as { made: string; data: Generated }
    if (stamp.made === made) return { folder, data: stamp.data }
  }
  rmSync(folder, { recursive: true, force: true })
  const data = generate(folder, options)
  // Last of all: data without its stamp was cut off.
  writeFileSync(stampFile, JSON.stringify({ made, data }))
  return { folder, data }
}
