import { useEffect, useState } from 'react'
import type { ForgeDoc } from './forge-doc.ts'

/**
 * Keeps what is typed or chosen in the page, and takes over what the app says whenever that changes. What the app
 * answers comes later, over the bridge: a field that waited for it would lose what is typed meanwhile.
 */
export function useOwnValue<T>(
  doc: ForgeDoc,
  read: (value: unknown) => T,
  controlled = 'value',
  initial = 'defaultValue',
): readonly [T, (value: T) => void] {
  const said = doc.props[controlled]
  const [own, setOwn] = useState(() => read(said === undefined ? doc.props[initial] : said))
  const sign = JSON.stringify(said)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same value is another object after each answer of the app
  useEffect(() => {
    if (said !== undefined) setOwn(read(said))
  }, [sign])
  return [own, setOwn]
}
