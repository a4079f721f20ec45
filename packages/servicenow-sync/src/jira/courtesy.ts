/** What a site is asked with where the configuration does not say. Jira gives no more than 100 issues with fields at a time. */
export const courtesy = { pageSize: 100, concurrency: 2, requestsPerHour: 50_000 } as const
