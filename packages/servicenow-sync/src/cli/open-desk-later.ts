import type { OpenDesk } from '../write-back/open-desk.ts'

/** Opens the desk; what speaks to the vendor takes its time to load, so only commands that need it wait for that. */
export const openDeskLater: OpenDesk = async (config, store, outside) => {
  if (config.writeBack?.type === 'jira') {
    const { openJiraDesk } = await import('../jira/write-back/open-desk.ts')
    return openJiraDesk(config, store, outside)
  }
  const { openServiceNowDesk } = await import('../servicenow/write-back/open-desk.ts')
  return openServiceNowDesk(config, store, outside)
}
