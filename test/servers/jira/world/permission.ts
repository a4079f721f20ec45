/** Permissions of projects that the emulator knows, each with Jira's name for it. */
export const projectPermissions = {
  BROWSE_PROJECTS: 'Browse Projects',
  CREATE_ISSUES: 'Create Issues',
  EDIT_ISSUES: 'Edit Issues',
  TRANSITION_ISSUES: 'Transition Issues',
  DELETE_ISSUES: 'Delete Issues',
  ASSIGN_ISSUES: 'Assign Issues',
  ASSIGNABLE_USER: 'Assignable User',
  MODIFY_REPORTER: 'Modify Reporter',
  MOVE_ISSUES: 'Move Issues',
  ADD_COMMENTS: 'Add Comments',
  ADMINISTER_PROJECTS: 'Administer Projects',
} as const

/** Permissions of the whole site. */
export const globalPermissions = {
  ADMINISTER: 'Administer Jira',
  BULK_CHANGE: 'Make bulk changes',
  USER_PICKER: 'Browse users and groups',
} as const

/** A permission of a project. */
export type ProjectPermission = keyof typeof projectPermissions

/** A permission of the whole site. */
export type GlobalPermission = keyof typeof globalPermissions

/** Who a permission is granted to: an account, everybody in a group, every app. */
export type Holder = { readonly account: string } | { readonly group: string } | 'apps'

/** A permission and who has it. */
export interface Grant<Permission extends string> {
  readonly permission: Permission
  readonly to: Holder
}
