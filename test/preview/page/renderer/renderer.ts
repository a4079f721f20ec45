import type { ReactNode } from 'react'
import type { ForgeDoc } from './forge-doc.ts'

/** Draws one type of UI Kit's nodes with Atlassian's own components. */
export type Renderer = (props: { readonly doc: ForgeDoc }) => ReactNode
