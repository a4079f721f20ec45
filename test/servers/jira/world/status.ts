/** The three kinds of status, by the key under which Jira shows them. */
export type StatusCategoryKey = 'new' | 'indeterminate' | 'done'

/** A status; its id stays when it is renamed. */
export interface Status {
  readonly id: string
  readonly name: string
  readonly category: StatusCategoryKey
}

/** How Jira shows the kinds of status. */
export const statusCategories = {
  new: { id: 2, name: 'To Do', colorName: 'blue-gray', constant: 'TODO' },
  indeterminate: { id: 4, name: 'In Progress', colorName: 'yellow', constant: 'IN_PROGRESS' },
  done: { id: 3, name: 'Done', colorName: 'green', constant: 'DONE' },
} as const satisfies Readonly<Record<StatusCategoryKey, object>>
