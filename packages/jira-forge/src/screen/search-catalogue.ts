import { exactObject } from '@ticketbound/core'
import * as v from 'valibot'
import type { AppHost } from '../app-host.ts'
import { fieldMapOf } from '../house/field-map-of.ts'
import { surroundingsUnder } from '../house/surroundings.ts'
import { choicesFor, mostChoices } from './fix-of.ts'
import type { SearchAnswer } from './issue-screen.ts'
import { answering, refuse } from './refuse.ts'
import type { Seen } from './seen.ts'
import { lookAsUser } from './user-look.ts'

const SearchPayload = exactObject({ what: v.literal('entitlements'), text: v.pipe(v.string(), v.maxLength(200)) })

/** Finds entitlements of the catalogue, by a part of their names, that the issue's field can be set to by whoever looks. */
export function searchCatalogue(payload: unknown, seen: Seen, host: AppHost): Promise<SearchAnswer> {
  return answering(host, async () => {
    const shaped = v.safeParse(SearchPayload, payload)
    if (!shaped.success) return malformed
    const [look, book] = await Promise.all([lookAsUser(seen.issueKey, host.asUser), host.ruleBooks.read(host.now())])
    const map = fieldMapOf(book.settings, seen.projectId ?? '')
    if (look === undefined || map === undefined) return { ok: true, choices: [] }
    const { editable } = look
    const wanted = shaped.output.text.trim().toLowerCase()
    const choices = choicesFor('entitlement', { map, editable, surroundings: surroundingsUnder(book) })
    return {
      ok: true,
      choices: choices.filter(({ label }) => label.toLowerCase().includes(wanted)).slice(0, mostChoices),
    }
  })
}

const malformed = refuse('search-malformed', 'What was sent is nothing to search for.', 'Type a part of the name.')
