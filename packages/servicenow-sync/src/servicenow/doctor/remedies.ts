import type { Operation } from './required-acls.ts'

/**
 * Says which ACLs the role must pass, by their exact names, and where they are.
 *
 * ServiceNow: the first name that matches decides, and of several ACLs of one name any; so a first ACL of a name shuts
 * out everybody whose role it does not ask for.
 *
 * @see https://www.servicenow.com/docs/r/platform-security/access-control/acl-rule-types.html
 */
export function aclRemedy(operation: Operation, table: string, fields: readonly string[] = []): string {
  const names = fields.length === 0 ? [table] : fields.map((field) => `${table}.${field}`)
  return `as security_admin, System Security > Access Control (ACL): beside the ACL that keeps it out, add one of type record, operation ${operation}, ${sayNames(names)}, for the role of the integration user`
}

function sayNames(names: readonly string[]): string {
  return `${names.length === 1 ? 'name' : 'names'} ${names.map((name) => `\`${name}\``).join(', ')}`
}

/** What anybody who adds an ACL must know. */
export const aclCaution =
  'An ACL that is the first of its name and operation shuts out everybody whose role it does not ask for: add yours beside one that is there, or name their roles, too.'

/** Says what may keep a user from a table's REST API as a whole. */
export function webServiceRemedy(table: string): string {
  return `System Definition > Tables > \`${table}\` > Application Access: select "Allow access to this table via web services"; where it is selected, look for a REST API access policy or a machine identity access control that leaves this user out`
}

/** Says what to do about a table that the instance does not know. */
export function tableRemedy(table: string): string {
  return `activate the plugin that brings \`${table}\`, or take what reads it out of the configuration`
}

/** Says where to see which ACL hides rows. */
export function hiddenRowsRemedy(table: string): string {
  return `look at conditions and scripts of the ACLs of operation read on \`${table}\` and the tables it extends, at "Deny Unless" ACLs, before-query business rules and domains; Access Analyzer, an application of the vendor's store, shows for this user and a record which one decides`
}
