import { compareEngines } from './compare.ts'
import { randomWorld } from './random-world.ts'
const n = Number(process.argv[2] ?? 500), from = Number(process.argv[3] ?? 1)
const m = new Map<string, number[]>()
const t = performance.now(); let errs=0, fails = 0
for (let s = from; s < from + n; s++) {
  try {
    const { disagreements } = await compareEngines(randomWorld(s))
    if (disagreements.length) fails++
    for (const d of disagreements) { const k = `${JSON.parse(d.tuple)[0]} e=${d.engine} r=${d.reference}`; m.set(k, [...(m.get(k) ?? []), s]) }
  } catch (e) { errs++; const k = 'ERR ' + String((e as Error).stack).split('\n').slice(0,3).join('|'); m.set(k, [...(m.get(k) ?? []), s]) }
}
console.log(n, 'worlds', fails, 'fails', ((performance.now() - t) / n).toFixed(2), 'ms each')
for (const [k, v] of [...m].sort((a, b) => b[1].length - a[1].length)) console.log(v.length, k, v.slice(0, 6).join(' '))
