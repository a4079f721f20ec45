import type { Person } from '@ticketbound/core'
import type { World } from '../world.ts'
import { toPerson } from './read-rows.ts'

/** The people of a night; `undefined` in a world without a people source. */
export type People = readonly Person[] | undefined

/** Tonight's people; while the source is incomplete, those known before stay unless tonight says otherwise. */
export function peopleAt(world: World, night: number): People {
  const given = world.nights[night]?.people
  if (given === undefined) return undefined
  const tonight = given.rows.map(toPerson)
  if (given.complete) return firstOfEach(tonight)
  const before = night === 0 ? [] : (peopleAt(world, night - 1) ?? [])
  return firstOfEach([...tonight, ...before])
}

function firstOfEach(people: readonly Person[]): readonly Person[] {
  return people.filter((person, index) => people.findIndex(({ principal }) => principal === person.principal) === index)
}

/** Finds one person by the principal's id. */
export function personOf(people: People, principal: string): Person | undefined {
  return people?.find((person) => person.principal === principal)
}

/** The one principal a name stands for, as an id or as an account anywhere; `undefined` when it is none or several. */
export function resolveName(people: People, name: string): string | undefined {
  if (people === undefined) return name
  const bearers = people.filter(
    ({ principal, accounts }) => principal === name || accounts.some(({ account }) => account === name),
  )
  return bearers.length === 1 ? bearers[0]?.principal : undefined
}

/** The principals that an account could be: by its system, else by an account of no system, else by the id. */
export function ownersOf(people: People, system: string, account: string): readonly string[] {
  if (people === undefined) return [account]
  const tiers = [
    people.filter(({ accounts }) => accounts.some((it) => it.system === system && it.account === account)),
    people.filter(({ accounts }) => accounts.some((it) => it.system === undefined && it.account === account)),
    people.filter(({ principal }) => principal === account),
  ]
  return (tiers.find((tier) => tier.length > 0) ?? []).map(({ principal }) => principal)
}

/** Says whether a principal is there: by dates where there are any, else by `active`. */
export function isActive(people: People, principal: string, at: number): boolean {
  if (people === undefined) return true
  const person = personOf(people, principal)
  if (person === undefined) return false
  const { startedAt, endedAt, active } = person
  if (startedAt !== undefined && at < startedAt) return false
  return endedAt === undefined ? active : at < endedAt
}
