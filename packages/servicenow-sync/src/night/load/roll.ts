import { type Binding, candidateKey, type Directory } from '@ticketbound/core'
import type { AccountRecord, NightTables, SubjectRecord } from '../../store/store.ts'

/** One account in tonight's roll: whose it is now, and where its memory stood until now. */
export interface RolledAccount extends AccountRecord {
  readonly binding: Binding
}

/** The subjects and accounts of a night, each with a small number that orders everything else. */
export interface Roll {
  /** The subject of a principal by its id. */
  ofPrincipal(principal: string): number
  /** The subject of a name that requests use, as tonight's directory resolves it. */
  ofName(name: string): number
  account(system: string, name: string): RolledAccount
  accountById(id: number): RolledAccount | undefined
  subject(id: number): SubjectRecord | undefined
  /** The highest subject number; they start at 1 and have no gap. */
  last(): number
  /** Who might own an account seen tonight that could be several people's. */
  candidates(): ReadonlySet<string>
  /** Writes what is new or moved. */
  save(tables: NightTables): void
}

/** Builds tonight's roll from the store's, with every known account bound anew by tonight's directory. */
export function createRoll(tables: NightTables, directory: Directory): Roll {
  const subjects: (SubjectRecord | undefined)[] = [undefined]
  const numbers = new Map<string, number>()
  const bySystem = new Map<string, Map<string, RolledAccount>>()
  const accounts: (RolledAccount | undefined)[] = [undefined]
  const moved: { readonly account: RolledAccount; readonly from: number }[] = []
  const candidates = new Set<string>()
  const names = new Map<string, number>()

  for (const subject of tables.subjects()) remember(subject)
  const knownSubjects = subjects.length
  for (const account of tables.accounts()) rebind(account)
  const knownAccounts = accounts.length

  function remember(subject: SubjectRecord): void {
    subjects[subject.id] = subject
    numbers.set(keyOf(subject), subject.id)
  }

  function intern(type: SubjectRecord['type'], name: string, system = ''): number {
    const known = numbers.get(keyOf({ type, name, system }))
    if (known !== undefined) return known
    const subject = { id: subjects.length, type, name, system }
    remember(subject)
    return subject.id
  }

  function subjectOf(system: string, name: string, binding: Binding): number {
    return binding.to === 'principal' ? intern('principal', binding.principal) : intern('account', name, system)
  }

  function rebind(record: AccountRecord): void {
    const binding = directory.bind(record.system, record.name)
    const account = { ...record, subject: subjectOf(record.system, record.name, binding), binding }
    if (account.subject !== record.subject) moved.push({ account, from: record.subject })
    keep(account)
  }

  function keep(account: RolledAccount): RolledAccount {
    accounts[account.id] = account
    const onSystem = bySystem.get(account.system) ?? new Map<string, RolledAccount>()
    bySystem.set(account.system, onSystem.set(account.name, account))
    return account
  }

  function account(system: string, name: string): RolledAccount {
    const known = bySystem.get(system)?.get(name)
    if (known) return known
    const binding = directory.bind(system, name)
    return keep({ id: accounts.length, system, name, subject: subjectOf(system, name, binding), binding })
  }

  function ofName(name: string): number {
    const known = names.get(name)
    if (known !== undefined) return known
    const principal = directory.resolve(name)
    const subject = principal === undefined ? intern('unresolved', name) : intern('principal', principal)
    names.set(name, subject)
    return subject
  }

  function save(target: NightTables): void {
    for (const subject of subjects.slice(knownSubjects)) if (subject) target.addSubject(subject)
    for (const { account: it, from } of moved) target.moveAccount(it, from)
    for (const it of accounts.slice(knownAccounts)) if (it) target.addAccount(it)
    for (const [name, id] of names) if (subjects[id]?.name !== name) target.putAlias(name, id)
  }

  return {
    ofPrincipal: (principal) => intern('principal', principal),
    ofName,
    account: (system, name) => {
      const found = account(system, name)
      if (found.binding.to === 'several')
        for (const it of found.binding.candidates) candidates.add(candidateKey(it, system))
      return found
    },
    accountById: (id) => accounts[id],
    subject: (id) => subjects[id],
    last: () => subjects.length - 1,
    candidates: () => candidates,
    save,
  }
}

function keyOf({ type, system, name }: Omit<SubjectRecord, 'id'>): string {
  return `${type}\u0000${system}\u0000${name}`
}
