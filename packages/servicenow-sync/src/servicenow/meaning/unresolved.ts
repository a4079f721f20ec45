/**
 * What stands for a record that cannot be seen: its table and `sys_id`. No principal and no group is called that, so that
 * it never counts by accident, and whoever reads it knows where to look.
 */
export function unresolved(table: string, sysId: string): string {
  return `${table}:${sysId || 'nobody'}`
}
