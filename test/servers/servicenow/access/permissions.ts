import type { World } from '../world/create-world.ts'
import type { Row } from '../world/row.ts'
import type { AccessRules, FieldRule, TableRule } from './access-rules.ts'
import { admin, hasOneOf, type User } from './user.ts'

/** What one user may do. */
export interface Permissions {
  /** Whether the user may do it with some rows of the table at all. */
  may(operation: 'read' | 'create' | 'write' | 'delete', table: string): boolean
  sees(table: string, row: Row): boolean
  seesField(table: string, field: string): boolean
  writesField(table: string, field: string): boolean
  mayMatch(table: string): boolean
  mayRange(table: string): boolean
}

const adminsOnly = [admin]
const closed: TableRule = { read: adminsOnly, create: adminsOnly, write: adminsOnly, delete: adminsOnly }

/** Says what a user may do under the rules of an instance. */
export function permissionsOf(user: User, world: World, rules: AccessRules): Permissions {
  const allowed = (roles: readonly string[] | undefined): boolean => roles === undefined || hasOneOf(user, roles)

  /** ServiceNow: a table without rules of its own has those of the table it extends. */
  function ruleOf(table: string): TableRule {
    const own = rules.tables[table]
    if (own !== undefined) return own
    const parent = world.table(table)?.extends
    return parent === undefined ? (rules.others ?? closed) : ruleOf(parent)
  }

  function fieldRuleOf(table: string, field: string): FieldRule {
    const { fields = {} } = ruleOf(table)
    return fields[field] ?? fields['*'] ?? {}
  }

  function sees(table: string, row: Row): boolean {
    const rule = ruleOf(row.sys_class_name || table)
    return allowed(rule.read) && (rule.rows === undefined || user.roles.includes(admin) || rule.rows(row, user))
  }

  return {
    may: (operation, table) => allowed(ruleOf(table)[operation]),
    sees,
    seesField: (table, field) => allowed(fieldRuleOf(table, field).read),
    writesField: (table, field) => allowed(fieldRuleOf(table, field).write),
    mayMatch: (table) => allowed(ruleOf(table).queryMatch ?? ruleOf(table).read),
    mayRange: (table) => allowed(ruleOf(table).queryRange ?? ruleOf(table).read),
  }
}
