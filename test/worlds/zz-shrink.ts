import { compareEngines } from './compare.ts'
import { randomWorld } from './random-world.ts'
import { shrinkWorld } from './shrink-world.ts'
for (const a of process.argv.slice(2)) {
  const [seed, kind, e] = a.split(':')
  const is = (d: any) => d.tuple.includes(kind) && (e === undefined || String(d.engine) === e)
  const w = await shrinkWorld(randomWorld(Number(seed)), async (s) => (await compareEngines(s)).disagreements.some(is))
  console.log('SEED', seed, JSON.stringify((await compareEngines(w)).disagreements.filter(is)))
  console.log(' grace', JSON.stringify(w.grace), 'systems', w.systems.join())
  for (const c of w.catalogue ?? []) console.log(' cat', JSON.stringify(c))
  for (const n of w.nights) { console.log(' night', n.at, 'req', JSON.stringify(n.requests)); console.log('   acc', JSON.stringify(n.access)); console.log('   ppl', JSON.stringify(n.people)); console.log('   exc', JSON.stringify(n.exceptions), 'accept', JSON.stringify(n.accept)) }
}
