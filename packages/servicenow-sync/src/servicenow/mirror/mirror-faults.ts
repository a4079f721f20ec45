import type { OperatorFaults } from '../../sqlite/translate-faults.ts'

/** What is said of the faults of a mirror's file. */
export const mirrorFaults: OperatorFaults = new Map([
  [5, ['mirror-busy', 'another process reads the same instance now', 'wait until it has finished, then run again']],
  [
    8,
    [
      'mirror-read-only',
      'the mirror of the instance cannot be written to',
      'give this user write access to the file and its folder',
    ],
  ],
  [
    10,
    [
      'mirror-io-failed',
      'the disk failed while the mirror of the instance was written',
      'check that the disk works and has room, then run again; what was read is kept',
    ],
  ],
  [
    11,
    [
      'mirror-damaged',
      'the mirror of the instance is damaged',
      'delete the file: it holds nothing that the instance does not, and the next night reads everything anew',
    ],
  ],
  [13, ['mirror-disk-full', 'the disk is full', 'free some space and run again; what was read until then is kept']],
])
