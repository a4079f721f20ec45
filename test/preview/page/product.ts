import { createContext, useContext } from 'react'

/** Somebody of the site, as Jira's REST interface says it. */
export interface Person {
  readonly accountId: string
  readonly displayName: string
  readonly active?: boolean
}

/** What Jira's page does for what an app shows in it: go somewhere else, find people. */
export interface Product {
  goTo(href: string): void
  findPeople(typed: string): Promise<readonly Person[]>
  personOf(accountId: string): Promise<Person | undefined>
}

/** The page around the app's screens. */
export const ProductPage = createContext<Product>({
  goTo: () => undefined,
  findPeople: async () => [],
  personOf: async () => undefined,
})

/** Gives what goes to another page, as a link of an app does. */
export function useGoTo(): (href: string) => void {
  return useContext(ProductPage).goTo
}

/** Gives what knows the people of the site. */
export function usePeople(): Pick<Product, 'findPeople' | 'personOf'> {
  return useContext(ProductPage)
}
