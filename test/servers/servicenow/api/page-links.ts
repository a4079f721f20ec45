/**
 * Writes the `Link` header of a page; undefined where one page holds everything.
 * ServiceNow: the first page, too, has a previous one, whose offset is below zero.
 */
export function pageLinks(
  address: string,
  query: URLSearchParams,
  { total, limit, offset }: { readonly total: number; readonly limit: number; readonly offset: number },
): string | undefined {
  if (limit === 0 || total <= limit) return undefined
  const last = Math.floor((total - 1) / limit) * limit
  const pages = [
    ['first', 0],
    ['prev', offset - limit],
    ...(offset + limit < total ? [['next', offset + limit] as const] : []),
    ['last', last],
  ] as const
  return pages.map(([name, at]) => `<${address}?${withOffset(query, limit, at)}>;rel="${name}"`).join(',')
}

function withOffset(query: URLSearchParams, limit: number, offset: number): string {
  const changed = new URLSearchParams(query)
  changed.set('sysparm_limit', String(limit))
  changed.set('sysparm_offset', String(offset))
  return changed.toString()
}
