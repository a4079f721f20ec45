import { counts, type KeptAccount, type KeptSubject, type Subject } from '@ticketbound/core'
import { cursor } from '../night/conclude/gather.ts'
import { parseSightings } from '../night/shelf/packed-sightings.ts'
import { readDossier } from '../night/shelf/read-dossier.ts'
import type { NightTables, SubjectRecord } from '../store/store.ts'

/** Walks everything that the nights kept, one subject after another; what is about the whole house is left out. */
export function* keptSubjects(tables: NightTables): Generator<KeptSubject> {
  const systems = systemsOfAccounts(tables)
  const dossiers = cursor(tables.dossiers())
  const sightings = cursor(tables.sightings())
  const findings = cursor(tables.findingsBySubject())
  const decided = cursor(tables.recertificationsBySubject())
  for (const record of tables.subjects()) {
    yield {
      subject: toSubject(record),
      lines: readDossier(dossiers.take(record.id)[0]?.value),
      accounts: sightings.take(record.id).map(
        ({ value }): KeptAccount => ({
          system: systems.get(value.account) ?? '',
          sightings: parseSightings(value.sightings),
        }),
      ),
      findings: findings.take(record.id).map(({ value }) => value),
      // What does not count decides nothing, also here.
      recertifications: decided.take(record.id).flatMap(({ value }) => (counts(value) ? value.recertification : [])),
    }
  }
}

/** Systems are few, so that each account costs no more than its number. */
function systemsOfAccounts(tables: NightTables): ReadonlyMap<number, string> {
  const systems = new Map<number, string>()
  const names = new Map<string, string>()
  for (const { id, system } of tables.accounts()) {
    const name = names.get(system) ?? system
    names.set(system, name)
    systems.set(id, name)
  }
  return systems
}

function toSubject({ type, name, system }: SubjectRecord): Subject {
  if (type === 'principal') return { type, principal: name }
  return type === 'account' ? { type, system, account: name } : { type, name }
}
