import { tmpdir } from 'node:os'
import type { JudgedRecertification } from '@ticketbound/core'
import { describe, expect, it } from 'vitest'
import { openStore } from '../../store/sqlite/open-store.ts'
import { someFinding } from '../../store/testdata/records.ts'
import { createShelf } from '../shelf/shelf.ts'
import { openSpillFile } from '../shelf/spill-file.ts'
import { gather, type Shelves } from './gather.ts'

const nothing = {
  lines: [],
  grants: [],
  dossier: undefined,
  decided: [],
  recertifications: [],
  sightings: [],
  findings: [],
}

function withShelves<T>(work: (shelves: Shelves) => T): T {
  const spill = openSpillFile(tmpdir())
  try {
    return work({ requests: createShelf(spill), access: createShelf(spill), recertifications: createShelf(spill) })
  } finally {
    spill.close()
  }
}

const kept: JudgedRecertification = {
  recertification: { principal: 'alice', entitlement: 'deploy', decision: 'keep', decider: 'bob', decidedAt: 3 },
  faults: [],
}

describe('gather', () => {
  it('lays out each subject once, in order, with all there is about it', () => {
    const { night, transaction } = openStore(':memory:')
    transaction(() => {
      night.putDossier(2, 'kept 2')
      night.putSightings(2, 5, 'seen 2/5')
      night.putSightings(2, 4, 'seen 2/4')
      night.putSightings(3, 9, 'seen 3/9')
      night.replaceRecertifications(4, [kept])
      night.putFinding(0, someFinding('f-house'))
      night.putFinding(2, someFinding('f-b'))
      night.putFinding(2, someFinding('f-a', { state: 'resolved' }))
    })
    const gathered = withShelves((shelves) => {
      const { requests, access, recertifications } = shelves
      requests.put(3, 'line 3')
      requests.put(1, 'line 1a')
      requests.put(1, 'line 1b')
      access.put(2, 'grant 2')
      recertifications.put(4, 'decided 4')
      return [...gather(4, shelves, night)]
    })
    expect(gathered).toEqual([
      { ...nothing, subject: 1, lines: ['line 1a', 'line 1b'] },
      {
        ...nothing,
        subject: 2,
        grants: ['grant 2'],
        dossier: 'kept 2',
        sightings: [
          { account: 4, sightings: 'seen 2/4' },
          { account: 5, sightings: 'seen 2/5' },
        ],
        findings: [someFinding('f-a', { state: 'resolved' }), someFinding('f-b')],
      },
      { ...nothing, subject: 3, lines: ['line 3'], sightings: [{ account: 9, sightings: 'seen 3/9' }] },
      { ...nothing, subject: 4, decided: ['decided 4'], recertifications: [kept] },
    ])
  })

  it('gives nothing where there are no subjects', () => {
    expect(withShelves((shelves) => [...gather(0, shelves, openStore(':memory:').night)])).toEqual([])
  })

  it('lets what it has passed be written anew while it goes on', () => {
    const { night, transaction } = openStore(':memory:')
    const last = 5000
    transaction(() => {
      for (let subject = 1; subject <= last; subject += 1) night.putDossier(subject, `${subject}`)
    })
    const seen = withShelves((shelves) =>
      transaction(() => {
        const dossiers: (string | undefined)[] = []
        for (const { subject, dossier } of gather(last, shelves, night)) {
          dossiers.push(dossier)
          night.putDossier(subject, 'anew')
        }
        return dossiers
      }),
    )
    expect(seen).toEqual(Array.from({ length: last }, (_, at) => `${at + 1}`))
  })
})
