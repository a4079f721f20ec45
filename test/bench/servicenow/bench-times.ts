/** The present of the first reading: all rows came before it. */
export const firstReading = '2026-03-01 00:00:00'
/** From when on rows are changed between the two readings. */
export const changesFrom = Date.UTC(2026, 2, 2)
/** The present of the second reading. */
export const secondReading = '2026-03-08 00:00:00'
/** Full sweeps are so far apart that none is due at the second reading. */
export const fullSweepSeconds = 90 * 86_400
