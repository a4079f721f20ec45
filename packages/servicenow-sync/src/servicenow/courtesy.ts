/** What an instance is asked with where the configuration does not say. */
export const courtesy = { pageSize: 500, concurrency: 2, requestsPerHour: 5000 } as const
