/** The nested lists that CSV keeps in files of their own. */
export type SiblingName = 'approvals' | 'changes' | 'accounts' | 'roles' | 'groups' | 'delegates' | 'ids'

const ofRequests: readonly SiblingName[] = ['approvals', 'changes']
const ofPeople: readonly SiblingName[] = ['accounts', 'roles', 'groups', 'delegates', 'ids']
const names: ReadonlySet<string> = new Set([...ofRequests, ...ofPeople])

/** Says whether a file name without its ending is that of a nested list. */
export function isSiblingName(name: string): name is SiblingName {
  return names.has(name)
}

/** Tells by a file's columns which nested lists its rows have. */
export function siblingsOf(columns: readonly string[]): readonly SiblingName[] {
  if (columns.includes('number')) return ofRequests
  return ['principal', 'kind', 'active'].every((column) => columns.includes(column)) ? ofPeople : []
}

/** The column by which a nested list's rows are joined to their row. */
export function keyOf(name: SiblingName): 'number' | 'principal' {
  return ofRequests.includes(name) ? 'number' : 'principal'
}
