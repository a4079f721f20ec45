import { accountName, hasLeft, kindOf, managerOf, principalName } from './bench-names.ts'
import type { BenchWorld } from './bench-world.ts'

/** The rows of `people.ndjson`, by principal. */
export function* personRows(world: BenchWorld): Generator<string> {
  for (let person = 0; person < world.people; person += 1) {
    const kind = kindOf(person, world)
    const principal = principalName(person)
    const boss = principalName(managerOf(person, world))
    const presence = hasLeft(person, world) ? '"active":false,"endedAt":"2025-11-30T00:00:00Z"' : '"active":true'
    const whose = kind === 'human' ? `"manager":"${boss}"` : `"sponsor":"${boss}"`
    yield `{"principal":"${principal}","kind":"${kind}",${presence},${whose},"ids":{"mail":"${principal}@example.com"},"accounts":[{"system":"prod","account":"${accountName(person)}"}]}`
  }
}
