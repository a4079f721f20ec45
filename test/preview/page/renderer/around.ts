import { createContext, useContext } from 'react'

/** Whether what is drawn stands in a form, which a button of type `submit` then sends. */
export const FormSubmit = createContext<(() => void) | undefined>(undefined)

/** Gives what sends the form around a button, or `undefined` outside of one. */
export function useSubmit(): (() => void) | undefined {
  return useContext(FormSubmit)
}

/** Whether what is drawn stands in a dialog, whose header, body and footer must stay its own children. */
export const InDialog = createContext(false)
