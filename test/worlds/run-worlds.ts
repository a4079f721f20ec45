import { parseArgs } from 'node:util'
import { createCoverage } from './coverage.ts'
import { type Failure, findFailures } from './find-failures.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    runs: { type: 'string', default: '5000' },
    failures: { type: 'string', default: '3' },
    shrink: { type: 'boolean', default: true },
  },
  allowNegative: true,
})
/** From so many worlds on, chance is no excuse for what none of them reached. */
const fullRun = 5000

const runs = Number(values.runs)
const coverage = createCoverage()
const begun = performance.now()
const { done, failures } = await findFailures({
  firstSeed: Number(values.seed),
  runs,
  mostFailures: Number(values.failures),
  shrinks: values.shrink,
  onWorld: coverage.add,
})

console.log(`${done} worlds from seed ${values.seed} in ${((performance.now() - begun) / 1000).toFixed(1)} s`)
print('Branches of the situation table (cells)', coverage.branches)
print('Kinds (findings)', coverage.kinds)
print('Changes (findings)', coverage.changes)
for (const failure of failures) explain(failure)
const missing = coverage.missing()
console.log(missing.length === 0 ? '\nEverything was reached.' : `\nNever reached: ${missing.join(', ')}.`)
console.log(failures.length === 0 ? 'No failures.' : `${failures.length} failures.`)
process.exitCode = failures.length > 0 || (done >= fullRun && missing.length > 0) ? 1 : 0

function print(title: string, counts: ReadonlyMap<string, number>): void {
  console.log(`\n${title}`)
  for (const [name, number] of counts) console.log(`  ${String(number).padStart(8)}  ${name}`)
}

function explain({ seed, disagreements, world }: Failure): void {
  console.log(`\nSeed ${seed}`)
  for (const { night, tuple, engine, reference } of disagreements) {
    console.log(`  night ${night}: ${tuple} engine ${engine ?? 'nothing'}, reference ${reference ?? 'nothing'}`)
  }
  console.log(JSON.stringify(world, undefined, 1))
}
