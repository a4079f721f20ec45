/** Says what a site lacks for the gate to let anything pass, from what the app told of it; nothing where it told nothing. */
export function missingSetup(told: unknown): readonly string[] {
  if (typeof told !== 'object' || told === null || !('ok' in told) || told.ok !== true) return []
  const isMapped = 'isMapped' in told && told.isMapped === true
  const hasCatalogue = 'hasCatalogue' in told && told.hasCatalogue === true
  return [
    ...(isMapped
      ? []
      : [
          'No field is mapped on this site yet, so that the gate stops everything. Ask a Jira administrator to set the fields up.',
        ]),
    ...(hasCatalogue ? [] : ['No catalogue was imported yet, so that no owner, approval rule or end is looked at.']),
  ]
}
