import { Inline, Spinner, Text } from '@forge/react'

/** Shows that something is being read, in words too. */
export function Loading({ what }: { readonly what: string }) {
  return (
    <Inline space="space.100" alignBlock="center">
      <Spinner size="small" label={what} />
      <Text>{what}</Text>
    </Inline>
  )
}
