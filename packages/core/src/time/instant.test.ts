import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatInstant, isZone, parseEnd, parseInstant } from './instant.ts'

const codeOf = (reading: ReturnType<typeof parseInstant>) => (reading.ok ? 'ok' : reading.faults[0]?.code)

describe('parseInstant', () => {
  it.each([
    ['2026-03-31T17:00:00Z', Date.UTC(2026, 2, 31, 17)],
    ['2026-03-31t17:00:00z', Date.UTC(2026, 2, 31, 17)],
    ['2026-03-31T17:00:00.5Z', Date.UTC(2026, 2, 31, 17, 0, 0, 500)],
    ['2026-03-31T17:00:00.123999999Z', Date.UTC(2026, 2, 31, 17, 0, 0, 123)],
    ['2026-03-31T17:00:00+02:00', Date.UTC(2026, 2, 31, 15)],
    ['2026-03-31T17:00:00-05:30', Date.UTC(2026, 2, 31, 22, 30)],
    ['2024-02-29T00:00:00Z', Date.UTC(2024, 1, 29)],
    ['2000-02-29T00:00:00Z', Date.UTC(2000, 1, 29)],
    ['1970-01-01T00:00:00Z', 0],
    ['9999-12-31T23:59:59Z', Date.UTC(9999, 11, 31, 23, 59, 59)],
  ])('reads %s', (text, instant) => {
    expect(parseInstant(text)).toEqual({ ok: true, value: instant })
  })

  it.each([
    ['2026-03-31T17:00:00', 'instant-without-zone'],
    ['2026-03-31T17:00:00.250', 'instant-without-zone'],
    ['2026-03-31 17:00:00', 'instant-malformed'],
    ['2026-03-31', 'instant-malformed'],
    ['31-12-2021', 'instant-malformed'],
    ['31/12/2021 10:00', 'instant-malformed'],
    ['2026-3-1T00:00:00Z', 'instant-malformed'],
    ['2026-03-31T24:00:00Z', 'instant-malformed'],
    ['2026-03-31T23:60:00Z', 'instant-malformed'],
    ['2026-03-31T23:59:60Z', 'instant-malformed'],
    ['2026-03-31T23:59:59+24:00', 'instant-malformed'],
    ['２０２６-03-31T17:00:00Z', 'instant-malformed'],
    ['2026-03-31T17:00:0xZ', 'instant-malformed'],
    ['', 'instant-malformed'],
    ['2026-02-31T00:00:00Z', 'day-not-real'],
    ['2023-02-29T00:00:00Z', 'day-not-real'],
    ['1900-02-29T00:00:00Z', 'day-too-early'],
    ['2100-02-29T00:00:00Z', 'day-not-real'],
    ['2026-13-01T00:00:00Z', 'day-not-real'],
    ['2026-00-01T00:00:00Z', 'day-not-real'],
    ['2026-01-00T00:00:00Z', 'day-not-real'],
    ['0001-01-01T00:00:00Z', 'day-too-early'],
  ])('refuses %j with %s', (text, code) => {
    expect(codeOf(parseInstant(text))).toBe(code)
  })

  it('quotes the text and says how to write it', () => {
    expect(parseInstant('31-12-2021')).toMatchObject({
      faults: [
        { message: '`31-12-2021` is not an RFC 3339 date-time', help: expect.stringContaining('2026-03-31T17:00:00Z') },
      ],
    })
  })

  it('reads what formatInstant writes', () => {
    const instants = fc.integer({ min: 0, max: Date.UTC(9999, 11, 31) })
    fc.assert(
      fc.property(instants, (instant) => {
        expect(parseInstant(formatInstant(instant))).toEqual({ ok: true, value: instant })
      }),
    )
  })

  it('reads the plain form as the same moment as the form with a fraction', () => {
    const two = fc.integer({ min: 0, max: 99 }).map((number) => String(number).padStart(2, '0'))
    fc.assert(
      fc.property(fc.tuple(two, two, two, two, two, two), ([year, month, day, hour, minute, second]) => {
        const text = `20${year}-${month}-${day}T${hour}:${minute}:${second}`
        const plain = parseInstant(`${text}Z`)
        const withFraction = parseInstant(`${text}.0Z`)
        expect(plain.ok ? plain.value : codeOf(plain)).toBe(withFraction.ok ? withFraction.value : codeOf(withFraction))
      }),
    )
  })
})

describe('parseEnd', () => {
  it.each([
    ['2026-03-31', 'UTC', '2026-04-01T00:00:00Z'],
    ['2026-12-31', 'UTC', '2027-01-01T00:00:00Z'],
    ['2026-03-31', 'Europe/Berlin', '2026-03-31T22:00:00Z'],
    ['2026-12-31', 'Europe/Berlin', '2026-12-31T23:00:00Z'],
    ['2026-03-31', 'America/New_York', '2026-04-01T04:00:00Z'],
    ['2026-03-31', 'Asia/Kathmandu', '2026-03-31T18:15:00Z'],
    ['2026-03-31T17:00:00Z', 'Europe/Berlin', '2026-03-31T17:00:00Z'],
  ])('ends %s in %s at %s', (text, zone, end) => {
    const reading = parseEnd(text, zone)
    expect(reading.ok && formatInstant(reading.value)).toBe(end)
  })

  it.each([
    ['the day on which clocks go forward', '2026-03-28', 'Europe/Berlin', '2026-03-28T23:00:00Z'],
    ['the day after clocks go forward', '2026-03-29', 'Europe/Berlin', '2026-03-29T22:00:00Z'],
    ['the day after clocks go back', '2026-10-25', 'Europe/Berlin', '2026-10-25T23:00:00Z'],
    ['a midnight that clocks skip', '2018-11-03', 'America/Sao_Paulo', '2018-11-04T03:00:00Z'],
    ['a midnight that clocks show after going back', '2018-02-17', 'America/Sao_Paulo', '2018-02-18T03:00:00Z'],
    ['a midnight that clocks show twice', '2026-10-31', 'America/Havana', '2026-11-01T04:00:00Z'],
    ['a day that a zone skips', '2011-12-29', 'Pacific/Apia', '2011-12-30T10:00:00Z'],
  ])('ends the day at the first moment of the next: %s', (_what, text, zone, end) => {
    const reading = parseEnd(text, zone)
    expect(reading.ok && formatInstant(reading.value)).toBe(end)
  })

  it.each([
    ['2026-02-31', 'day-not-real'],
    ['31-12-2021', 'instant-malformed'],
    ['0026-01-01', 'day-too-early'],
    ['2026-03-31T17:00:00', 'instant-without-zone'],
  ])('refuses %s with %s', (text, code) => {
    expect(codeOf(parseEnd(text, 'UTC'))).toBe(code)
  })
})

describe('isZone', () => {
  it.each([
    ['UTC', true],
    ['Europe/Berlin', true],
    ['Europe/Bonn', false],
    ['', false],
  ])('%j is %s', (zone, known) => {
    expect(isZone(zone)).toBe(known)
  })
})

describe('an instant is written', () => {
  const byDate = (instant: number) => new Date(instant).toISOString().replace('.000Z', 'Z')

  it('as a date would, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.integer({ min: -1_000_000_000, max: 400_000_000_000 }).map((seconds) => seconds * 1000),
          fc.integer({ min: -62_000_000_000_000, max: 253_402_300_799_999 }),
        ),
        (instant) => {
          expect(formatInstant(instant)).toBe(byDate(instant))
        },
      ),
      { numRuns: 5000 },
    )
  })

  it('on every day of four centuries', () => {
    const ends = Array.from({ length: 146_097 }, (_, day) => day * 86_400_000 + 86_399_000)
    expect(ends.filter((end) => formatInstant(end) !== byDate(end))).toEqual([])
  })
})
