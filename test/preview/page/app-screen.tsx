import SectionMessage from '@atlaskit/section-message'
import Spinner from '@atlaskit/spinner'
import { Component, type ReactNode, useContext, useEffect, useId, useState } from 'react'
import { answerBridge, type CallBridge } from './answer-bridge.ts'
import { openView, type Place, type View } from './api.ts'
import { ShowFlag } from './flags.tsx'
import { ProductPage } from './product.ts'
import { Draw, Renderers } from './renderer/draw.tsx'
import type { ForgeDoc } from './renderer/forge-doc.ts'
import { renderers } from './renderer/renderers.ts'

declare global {
  // The frames in which the app's code runs find their bridge here, each under the name of its view.
  var previewBridges: Map<string, CallBridge> | undefined
}

interface Props {
  readonly module: string
  readonly place: Place
  /** Reads again what the page shows around the app. */
  readonly refresh: () => void
}

/**
 * Shows a module of the app: its frontend runs in a frame of its own, as on Atlassian's platform, and what it draws is
 * drawn here, by the page, with Atlassian's components.
 */
export function AppScreen({ module, place, refresh }: Props): ReactNode {
  const [drawn, setDrawn] = useState<ForgeDoc>()
  const [broken, setBroken] = useState<string>()
  const { view, refused } = useView(module, place)
  const { goTo } = useContext(ProductPage)
  const { showFlag, closeFlag } = useContext(ShowFlag)
  const title = useId()
  if (view !== undefined && !bridges().has(view.id)) {
    const broke = (error: unknown): void => setBroken(error instanceof Error ? error.message : String(error))
    bridges().set(view.id, answerBridge(view, { draw: setDrawn, refresh, goTo, showFlag, closeFlag, broke }))
  }
  if (refused !== undefined) return <SectionMessage appearance="error">{refused}</SectionMessage>
  return (
    <div data-module={module} aria-busy={drawn === undefined} id={title}>
      {broken === undefined ? null : (
        <SectionMessage appearance="error">The app’s screen broke: {broken}</SectionMessage>
      )}
      {drawn === undefined ? <Spinner label={`Loading ${module}`} /> : <DrawnApp doc={drawn} />}
      {view === undefined ? null : (
        <iframe hidden title={`The code of ${module}`} src={`/frames/${module}#${view.id}`} />
      )}
    </div>
  )
}

function bridges(): Map<string, CallBridge> {
  globalThis.previewBridges ??= new Map()
  return globalThis.previewBridges
}

function useView(module: string, place: Place): { readonly view?: View; readonly refused?: string } {
  const [opened, setOpened] = useState<{ readonly view?: View; readonly refused?: string }>({})
  const where = JSON.stringify(place)
  useEffect(() => {
    let wanted = true
    openView(module, JSON.parse(where)).then(
      (view) => wanted && setOpened({ view }),
      (error) => wanted && setOpened({ refused: String(error.message) }),
    )
    return () => {
      wanted = false
    }
  }, [module, where])
  return opened
}

/** Draws what the app sent last. */
export function DrawnApp({ doc }: { readonly doc: ForgeDoc }): ReactNode {
  return (
    <Renderers.Provider value={renderers}>
      <Unbroken>
        <Draw doc={doc} />
      </Unbroken>
    </Renderers.Provider>
  )
}

/** Says what could not be drawn, so that a renderer's fault is not taken for an empty screen. */
class Unbroken extends Component<{ readonly children: ReactNode }, { readonly fault?: string }> {
  override state: { readonly fault?: string } = {}

  static getDerivedStateFromError(error: unknown): { readonly fault: string } {
    return { fault: error instanceof Error ? error.message : String(error) }
  }

  override render(): ReactNode {
    if (this.state.fault === undefined) return this.props.children
    return <p role="alert">The preview could not draw this: {this.state.fault}</p>
  }
}
