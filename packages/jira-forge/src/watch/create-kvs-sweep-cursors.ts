import * as v from 'valibot'
import type { Kvs } from '../storage/kvs.ts'
import type { SweepCursors } from './sweep-cursors.ts'

const key = 'sweep-cursor'

const Cursor = v.strictObject({
  since: v.number(),
  sawAllAt: v.exactOptional(v.number()),
  pass: v.exactOptional(
    v.strictObject({ begunAt: v.number(), jql: v.string(), page: v.string(), hasGaps: v.boolean() }),
  ),
})

/** Keeps the sweep's cursor in the platform's storage. What cannot be read is as good as lost. */
export function createKvsSweepCursors(kvs: Kvs): SweepCursors {
  return {
    async read() {
      const shaped = v.safeParse(Cursor, await kvs.get(key))
      return shaped.success ? shaped.output : undefined
    },
    async write(cursor) {
      await kvs.set(key, cursor)
    },
  }
}
