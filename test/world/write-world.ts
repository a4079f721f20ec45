import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { accessRow, exceptionRow, personRow, recertificationRow, requestRow } from './exchange-rows.ts'
import { houseFiles } from './house-files.ts'
import { principals } from './principals.ts'
import { type NightNumber, systems } from './world.ts'
import { worldAt } from './world-at.ts'

/**
 * Writes what the small world's sources export for one night into a folder, beside what earlier nights exported, with
 * the configuration, the catalogue and the policy. Gives the night's instant. The same night is the same bytes.
 */
export function writeWorld(folder: string, night: NightNumber): string {
  const { at, tickets } = worldAt(night)
  write(join(folder, 'requests', dailyFile(at)), ndjson(tickets.map(requestRow)))
  return writeWorldWithoutTickets(folder, night, houseFiles)
}

/** Writes all but the tickets, for a house whose files say where else they are. Gives the night's instant. */
export function writeWorldWithoutTickets(
  folder: string,
  night: NightNumber,
  house: Readonly<Record<string, string>>,
): string {
  const world = worldAt(night)
  const daily = dailyFile(world.at)
  for (const [name, text] of Object.entries(house)) write(join(folder, name), text)
  write(join(folder, 'people', daily), ndjson(principals.map(personRow)))
  write(join(folder, 'recertifications', daily), ndjson(world.recertifications.map(recertificationRow)))
  write(join(folder, 'exceptions.ndjson'), ndjson(world.exceptions.map(exceptionRow)))
  for (const system of systems) {
    const whole = ndjson(world.grantsOf(system).map(accessRow).sort(byText))
    write(join(folder, system, daily), world.isCutOff(system) ? cutOff(whole) : whole)
  }
  return world.at
}

function dailyFile(at: string): string {
  return `${at.slice(0, 10)}.ndjson`
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}

function ndjson(rows: readonly object[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('')
}

/** Rows begin with their account, so that this is the order of accounts. */
function byText(a: object, b: object): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1
}

/** An export that stopped after two thirds, in the middle of a line. */
function cutOff(text: string): string {
  const end = Math.floor((text.length * 2) / 3)
  return text[end - 1] === '\n' ? text.slice(0, end - 2) : text.slice(0, end)
}
