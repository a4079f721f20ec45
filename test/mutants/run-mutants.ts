import { availableParallelism } from 'node:os'
import { copySources, type SourcesCopy } from './copy-sources.ts'
import type { Mutant } from './mutant.ts'
import { mutants } from './mutants.ts'
import { type CheckResult, runCheck } from './run-check.ts'

/** Copies in which mutants are tried side by side. */
const lanes = Math.min(4, availableParallelism())

const begun = performance.now()
const copies = Array.from({ length: lanes }, () => copySources())
try {
  process.exitCode = (await checkControl(copies)) && (await catchesAll(copies)) ? 0 : 1
} finally {
  for (const copy of copies) copy.remove()
}

/** The unmutated copy must pass every check; what notices a fault where there is none proves nothing. */
async function checkControl([first, second = first]: readonly SourcesCopy[]): Promise<boolean> {
  if (first === undefined || second === undefined) return false
  const tests = mutants.flatMap(({ caughtBy }) => (caughtBy === 'worlds' ? [] : caughtBy))
  const results = await Promise.all([runCheck('worlds', first.folder), runCheck([...new Set(tests)], second.folder)])
  for (const result of results) if (result.outcome !== 'passed') report('(no mutant)', result)
  const isSound = results.every(({ outcome }) => outcome === 'passed')
  console.log(isSound ? 'The unmutated copy passes.\n' : 'The unmutated copy fails: nothing below would mean anything.')
  return isSound
}

async function catchesAll(copies: readonly SourcesCopy[]): Promise<boolean> {
  const survivors = await tryAll(copies)
  const seconds = ((performance.now() - begun) / 1000).toFixed(0)
  console.log(`\n${mutants.length - survivors.length} of ${mutants.length} mutants caught in ${seconds} s.`)
  if (survivors.length > 0) console.log(`Survived: ${survivors.join(', ')}.`)
  return survivors.length === 0
}

/** Tries every mutant, several at a time; gives the names of those that survive. */
async function tryAll(copies: readonly SourcesCopy[]): Promise<readonly string[]> {
  const waiting = [...mutants]
  const survivors: string[] = []
  await Promise.all(
    copies.map(async (copy) => {
      for (let mutant = waiting.shift(); mutant !== undefined; mutant = waiting.shift()) {
        const result = await tryMutant(mutant, copy)
        report(mutant.name, result)
        if (result.outcome !== 'caught') survivors.push(mutant.name)
      }
    }),
  )
  return survivors
}

function tryMutant(mutant: Mutant, copy: SourcesCopy): Promise<CheckResult> {
  return copy.withMutant(mutant, () => runCheck(mutant.caughtBy, copy.folder))
}

function report(name: string, result: CheckResult): void {
  const told = result.outcome === 'caught' ? result.by : result.outcome === 'passed' ? 'SURVIVED' : 'COULD NOT RUN'
  console.log(`  ${name.padEnd(32)} ${told}`)
  if (result.outcome === 'broken') console.log(result.output.slice(0, 4000))
}
