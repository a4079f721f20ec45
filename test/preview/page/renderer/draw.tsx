import { createContext, type ReactNode, useContext } from 'react'
import type { ForgeDoc } from './forge-doc.ts'
import type { Renderer } from './renderer.ts'

/** What draws which type. Given from outside, so that a renderer can draw its children without knowing all the others. */
export const Renderers = createContext<Readonly<Record<string, Renderer>>>({})

/** Draws one node; a type that nothing draws is said where it would stand, so that nobody believes the screen is whole. */
export function Draw({ doc }: { readonly doc: ForgeDoc }): ReactNode {
  const Found = useContext(Renderers)[doc.type]
  return Found === undefined ? <p role="alert">The preview cannot draw {doc.type}.</p> : <Found doc={doc} />
}

/** Draws nodes one after the other. */
export function DrawAll({ docs }: { readonly docs: readonly ForgeDoc[] }): ReactNode {
  return docs.map((doc) => <Draw key={doc.key} doc={doc} />)
}

/** Draws what is inside a node. */
export function Inside({ doc }: { readonly doc: ForgeDoc }): ReactNode {
  return <DrawAll docs={doc.children} />
}
