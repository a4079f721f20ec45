/** Someone who may call the instance. */
export interface User {
  readonly name: string
  readonly password?: string
  readonly roles: readonly string[]
  /** In which display values give instants; default UTC. */
  readonly zone?: string
  /** Their row in `sys_user`. */
  readonly sysId?: string
}

/** The role that no access rule holds back. */
export const admin = 'admin'

/** Whether a user has one of the roles; an administrator has them all. */
export function hasOneOf(user: User, roles: readonly string[]): boolean {
  return user.roles.includes(admin) || roles.some((role) => user.roles.includes(role))
}
