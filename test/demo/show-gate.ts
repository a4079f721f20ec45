import { type GateWorld, startGateWorld } from '../jira/gate-world.ts'
import { accessFields } from '../world/jira/fields.ts'

/** How the demo tells things. */
export interface Teller {
  readonly title: (text: string) => void
  readonly say: (text: string) => void
  readonly line: (text?: string) => void
}

const request = 'ACC-1'
/** The transition `Grant`, and two levels of the entitlement. */
const grant = '21'
const end = accessFields.expiresAt.id
const levelAdmin = { [accessFields.level.id]: { id: '10223' } }

/**
 * Shows the Jira app on an emulated site: a transition that is stopped, a decision, the transition that passes, an edit that
 * voids what was approved. Gives whether each went as the app promises.
 */
export async function showGate(teller: Teller): Promise<boolean> {
  teller.title('The gate in Jira')
  teller.say(
    'The real Jira app on an emulated site. Alice asks for access to deploy, names no end, and nobody has approved it. Carol, an agent, presses Grant all the same.',
  )
  const world = await startGateWorld()
  try {
    return await tell(world, teller)
  } finally {
    await world.stop()
  }
}

async function tell(world: GateWorld, { say, line }: Teller): Promise<boolean> {
  const quoted = (text: string): void => {
    line()
    say(`  ${text}`)
    line()
  }
  await world.edit(request, { [end]: null })
  const [stopped = ''] = await world.transition(request, grant)
  quoted(stopped)
  say('Carol fills in the end on the issue. Bob, an owner, approves on the issue what he sees there; it is sealed.')
  await world.edit(request, { [end]: '2027-01-31' })
  await world.decide(request, 'acc-bob')
  const passed = await world.transition(request, grant)
  quoted(`${request} is now in ${world.statusOf(request)}.`)
  say('Then a rule of automation raises the level, past every screen. The app hears of it:')
  world.jira.automation.edit(request, levelAdmin)
  await world.jira.settled()
  const [said = ''] = world.saidOn(request)
  quoted(textOf(said))
  say('See it in a browser, and be each of them: npx -y pnpm@12 preview jira')
  const dossier = await world.dossier(request)
  return stopped !== '' && passed.length === 0 && dossier?.state === 'voided'
}

/** The words of a comment, which Jira keeps as a document: each of its paragraphs has one text. */
function textOf(body: string): string {
  return [...body.matchAll(/"text":"((?:[^"\\]|\\.)*)"/g)].map(([, text]) => JSON.parse(`"${text}"`)).join(' ')
}
