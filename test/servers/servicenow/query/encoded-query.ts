/** What a condition may compare with, longest first where one begins another. */
export const operators = [
  'NOT LIKE',
  'NOT IN',
  'STARTSWITH',
  'ENDSWITH',
  'CONTAINS',
  'LIKE',
  'ISEMPTY',
  'ISNOTEMPTY',
  'EMPTYSTRING',
  'ANYTHING',
  'BETWEEN',
  'NSAMEAS',
  'SAMEAS',
  'GT_FIELD',
  'LT_FIELD',
  'IN',
  '!=',
  '>=',
  '<=',
  '!*',
  '=',
  '>',
  '<',
  '*',
  '%',
] as const

/** How a condition compares. */
export type Operator = (typeof operators)[number]

/** One comparison of one column, perhaps of a row that is referred to (`request.number`). */
export interface Condition {
  readonly field: string
  readonly operator: Operator
  readonly value: string
}

/** Conditions of which one is enough (`^OR`). */
export type AnyOf = readonly Condition[]

/** Whole queries of which one is enough (`^NQ`), in each of which everything must hold (`^`), and an order. */
export interface EncodedQuery {
  readonly branches: readonly (readonly AnyOf[])[]
  readonly order: readonly { readonly field: string; readonly descending: boolean }[]
  readonly groupBy: readonly string[]
  /** The parts that are no condition at all. */
  readonly unreadable: readonly string[]
}
