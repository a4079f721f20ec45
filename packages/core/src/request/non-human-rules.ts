import { quote } from '../fault.ts'
import { hasActiveSponsor } from '../people/has-active-sponsor.ts'
import { namesActiveHuman } from '../people/names-active-human.ts'
import { askedLevel } from './levels.ts'
import { heldByPeers } from './peers.ts'
import type { Rule } from './rule.ts'

/** An active human answers for a service or an agent. */
export const sponsorGiven: Rule = ({ forAccess, person, people, now }) => {
  if (!forAccess || person === undefined || person.kind === 'human') return 'not-applicable'
  if (hasActiveSponsor(person, people, now)) return 'passed'
  const { principal, kind, sponsor } = person
  return () => ({
    message:
      sponsor === undefined
        ? `The ${kind} ${quote(principal)} has no sponsor.`
        : `The sponsor of the ${kind} ${quote(principal)}, ${quote(sponsor)}, is no active human.`,
  })
}

/** An agent names the humans whose access bounds its own. */
export const peersGiven: Rule = ({ forAccess, person }) => {
  if (!forAccess || person?.kind !== 'agent') return 'not-applicable'
  if (person.peers?.length) return 'passed'
  return () => ({ message: `The agent ${quote(person.principal)} has no peers.` })
}

/** Each of an agent's peers is an active human. */
export const peersAreActiveHumans: Rule = ({ forAccess, person, people, now }) => {
  if (!forAccess || person?.kind !== 'agent' || !person.peers?.length) return 'not-applicable'
  const other = person.peers.find((name) => !namesActiveHuman(name, people, now))
  if (other === undefined) return 'passed'
  return () => ({ message: `${quote(other)}, a peer of the agent ${quote(person.principal)}, is no active human.` })
}

/** At least one peer of an agent holds what it asks for, at that level or above. */
export const withinPeers: Rule = (asked) => {
  const access = heldByPeers(asked)
  if (access === 'held') return 'passed'
  if (access !== 'not-held') return 'not-applicable'
  return () => {
    const level = askedLevel(asked)
    const at = level === undefined ? '' : ` at level ${quote(level)}`
    return {
      message: `No peer of the agent ${quote(asked.request.principal)} holds ${quote(asked.request.entitlement)}${at}.`,
    }
  }
}
