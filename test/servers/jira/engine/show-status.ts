import { type Status, statusCategories } from '../world/status.ts'
import type { Showing } from './show-value.ts'

/** Shows a status as a part of an issue, or as `GET /status` does. */
export function showStatus({ url }: Pick<Showing, 'url'>, status: Status): Readonly<Record<string, unknown>> {
  const { id, name, colorName } = statusCategories[status.category]
  return {
    self: `${url}/rest/api/3/status/${status.id}`,
    description: '',
    iconUrl: `${url}/images/icons/statuses/generic.png`,
    name: status.name,
    id: status.id,
    statusCategory: {
      self: `${url}/rest/api/3/statuscategory/${id}`,
      id,
      key: status.category,
      colorName,
      name,
    },
  }
}
