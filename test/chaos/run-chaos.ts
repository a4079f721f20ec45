import { parseArgs } from 'node:util'
import { type Failure, findFailures } from './find-failures.ts'
import { createReached } from './reached.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    runs: { type: 'string', default: '2000' },
    'at-once': { type: 'string', default: '4' },
    failures: { type: 'string', default: '3' },
    shrink: { type: 'boolean', default: true },
  },
  allowNegative: true,
})
/** From so many runs on, chance is no excuse for what none of them reached. */
const fullRun = 2000

if (positionals.join() !== 'servicenow') {
  console.error('Say which vendor is to be tried: `chaos servicenow`.')
  process.exit(2)
}

const unhandled: unknown[] = []
process.on('unhandledRejection', (error) => unhandled.push(error))

const reached = createReached()
const begun = performance.now()
const { done, failures } = await findFailures({
  firstSeed: Number(values.seed),
  runs: Number(values.runs),
  mostFailures: Number(values.failures),
  atOnce: Number(values['at-once']),
  shrinks: values.shrink,
  onRun: reached.add,
})

const seconds = ((performance.now() - begun) / 1000).toFixed(1)
console.log(
  `${done} runs from seed ${values.seed} in ${seconds} s: ${reached.requests} requests, ${reached.kills} kills`,
)
console.log('\n   exact  incomplete  failed')
printEndings('runs, by the worst of their nights', reached.runs)
printEndings('nights', reached.nights)
console.log('\nNights that met a flaw')
for (const [name, endings] of reached.flaws) printEndings(name, endings)
console.log('\nWhy nights were not exact')
for (const [reason, number] of reached.reasons) console.log(`${String(number).padStart(8)}  ${reason}`)
for (const failure of failures) explain(failure)
for (const error of unhandled) console.log('\nNobody awaited what failed:', error)
const missing = reached.missing()
console.log(missing.length === 0 ? '\nEverything was reached.' : `\nNever reached: ${missing.join(', ')}.`)
console.log(failures.length === 0 ? 'No failures.' : `${failures.length} failures.`)
const isReached = missing.length === 0 || done < fullRun
process.exitCode = failures.length === 0 && unhandled.length === 0 && isReached ? 0 : 1

function printEndings(name: string, { exact, incomplete, failed }: (typeof reached)['nights']): void {
  const [first, second, third] = [exact, incomplete, failed].map(String)
  console.log(`${first?.padStart(8)}  ${second?.padStart(10)}  ${third?.padStart(6)}  ${name}`)
}

function explain({ seed, faults, plan }: Failure): void {
  console.log(`\nSeed ${seed}; again with: npx -y pnpm@12 chaos servicenow --seed ${seed} --runs 1`)
  for (const fault of faults) console.log(`  ${fault}`)
  console.log(JSON.stringify(plan, undefined, 1))
}
