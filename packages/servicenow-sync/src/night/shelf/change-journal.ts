import type { SubjectChange } from '../../store/store.ts'
import type { BlockPlace, SpillFile } from './spill-file.ts'

/** Tonight's finding changes, in order, until it is decided whether they are published. */
export interface ChangeJournal {
  note(change: SubjectChange): void
  all(): Generator<SubjectChange>
}

/** Characters held in memory before they are written out. */
const blockChars = 1_000_000

/** Builds a journal that spills, because a first night can change as many findings as there are grants. */
export function createChangeJournal(spill: SpillFile): ChangeJournal {
  const blocks: BlockPlace[] = []
  let waiting: string[] = []
  let chars = 0

  function note(change: SubjectChange): void {
    const text = JSON.stringify(change)
    waiting.push(text)
    chars += text.length
    if (chars < blockChars) return
    blocks.push(spill.write(waiting.join('\n')))
    waiting = []
    chars = 0
  }

  function* all(): Generator<SubjectChange> {
    for (const block of blocks) yield* spill.read(block).split('\n').map(parse)
    yield* waiting.map(parse)
  }

  return { note, all }
}

function parse(text: string): SubjectChange {
  return JSON.parse(text) as SubjectChange
}
