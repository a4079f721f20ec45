import { parseArgs } from 'node:util'
import { compareEngines, type Disagreement } from './compare.ts'
import { randomWorld } from './random-world.ts'
import { shrinkWorld } from './shrink-world.ts'

const { values } = parseArgs({
  options: { seed: { type: 'string' }, runs: { type: 'string' }, failures: { type: 'string' } },
})
const firstSeed = Number(values.seed ?? 1)
const runs = Number(values.runs ?? 5000)
const mostFailures = Number(values.failures ?? 3)

const branches = new Map<string, number>()
const changes = new Map<string, number>()
const kinds = new Map<string, number>()
const failures: { readonly seed: number; readonly disagreements: readonly Disagreement[] }[] = []
const begun = performance.now()
let done = 0

for (; done < runs && failures.length < mostFailures; done += 1) {
  const seed = firstSeed + done
  const { disagreements, reference } = await compareEngines(randomWorld(seed))
  for (const night of reference) {
    for (const branch of night.branches) count(branches, branch)
    for (const change of night.changes) count(changes, change)
  }
  for (const { claim } of reference.at(-1)?.findings ?? []) count(kinds, claim.kind)
  if (disagreements.length > 0) failures.push({ seed, disagreements })
}

console.log(`${done} worlds from seed ${firstSeed} in ${((performance.now() - begun) / 1000).toFixed(1)} s`)
print('Branches of the situation table (cells)', branches)
print('Kinds (findings)', kinds)
print('Changes (findings)', changes)
for (const failure of failures) await explain(failure)
console.log(failures.length === 0 ? 'No failures.' : `${failures.length} failures.`)
process.exitCode = failures.length === 0 ? 0 : 1

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1)
}

function print(title: string, counts: ReadonlyMap<string, number>): void {
  console.log(`\n${title}`)
  for (const [name, number] of [...counts].sort()) console.log(`  ${String(number).padStart(8)}  ${name}`)
}

/** Prints a failing seed with the smallest world in which the same finding still differs. */
async function explain({ seed, disagreements }: (typeof failures)[number]): Promise<void> {
  const [first] = disagreements
  console.log(`\nSeed ${seed}`)
  const world = await shrinkWorld(randomWorld(seed), async (smaller) => {
    const { disagreements: still } = await compareEngines(smaller)
    return still.some(
      (it) => it.tuple === first?.tuple && it.engine === first.engine && it.reference === first.reference,
    )
  })
  for (const { night, tuple, engine, reference } of disagreements) {
    console.log(`  night ${night}: ${tuple} engine ${engine ?? 'nothing'}, reference ${reference ?? 'nothing'}`)
  }
  console.log(JSON.stringify(world, undefined, 1))
}
