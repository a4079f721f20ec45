import SectionMessage from '@atlaskit/section-message'
import { createContext, type ReactNode, useCallback, useMemo, useState } from 'react'
import type { Flag } from './answer-bridge.ts'

interface Flags {
  showFlag(flag: Flag): void
  closeFlag(id: string): void
}

/** Lets a screen of the app show its short messages over the page. */
export const ShowFlag = createContext<Flags>({ showFlag: () => undefined, closeFlag: () => undefined })

const appearances: Readonly<Record<string, 'information' | 'success' | 'warning' | 'error'>> = {
  info: 'information',
  success: 'success',
  warning: 'warning',
  error: 'error',
}

/** Shows the short messages of the app's screens over what is inside. */
export function WithFlags({ children }: { readonly children: ReactNode }): ReactNode {
  const [flags, setFlags] = useState<readonly Flag[]>([])
  const closeFlag = useCallback((id: string) => setFlags((shown) => shown.filter((flag) => flag.id !== id)), [])
  const showFlag = useCallback(
    (flag: Flag) => setFlags((shown) => [...shown.filter((one) => one.id !== flag.id), flag]),
    [],
  )
  const both = useMemo(() => ({ showFlag, closeFlag }), [showFlag, closeFlag])
  return (
    <ShowFlag.Provider value={both}>
      {children}
      <div className="flags" role="status" aria-label="Messages of the app">
        {flags.map((flag) => (
          <SectionMessage key={flag.id} title={flag.title} appearance={appearances[flag.type] ?? 'information'}>
            {flag.description ?? ''}
            <button type="button" className="plain" onClick={() => closeFlag(flag.id)}>
              Dismiss
            </button>
          </SectionMessage>
        ))}
      </div>
    </ShowFlag.Provider>
  )
}
