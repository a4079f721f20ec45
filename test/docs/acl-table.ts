import { neededTables } from '../../packages/servicenow-sync/src/servicenow/doctor/needed-tables.ts'
import {
  type Operation,
  type RequiredAcl,
  requiredAcls,
} from '../../packages/servicenow-sync/src/servicenow/doctor/required-acls.ts'

/** The rows of the table of ACLs in docs/servicenow-install.md, as the specifications of the tables have them. */
export function aclRows(): readonly string[] {
  const specs = neededTables({ reads: ['requests', 'people', 'access'] })
  const byTable = Map.groupBy(requiredAcls(specs), ({ table }) => table)
  return [...byTable].map(([table, acls]) => {
    const needed = specs.find((spec) => spec.table === table)?.neededFor.join(', ') ?? 'walked through'
    const name = acls.some(({ optional }) => optional) ? `\`${table}\`*` : `\`${table}\``
    const cells = [
      name,
      needed,
      ...(['read', 'query_match', 'query_range'] as const).map((each) => fieldsOf(acls, each)),
    ]
    return `| ${cells.join(' | ')} |`
  })
}

function fieldsOf(acls: readonly RequiredAcl[], operation: Operation): string {
  const fields = acls.find((acl) => acl.operation === operation)?.fields ?? []
  return fields.length === 0 ? '–' : fields.map((field) => `\`${field}\``).join(' ')
}
