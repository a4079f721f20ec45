import Button from '@atlaskit/button/new'
import Heading from '@atlaskit/heading'
import SectionMessage from '@atlaskit/section-message'
import Spinner from '@atlaskit/spinner'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { answerBridge, type CallBridge } from './answer-bridge.ts'
import { openView, saveRule, type View } from './api.ts'

declare global {
  var previewBridges: Map<string, CallBridge> | undefined
}

interface Saved {
  readonly ok: boolean
  readonly text: string
}

/** Shows where Jira's workflow editor lets an administrator configure the gate of a transition: a page of the app's own. */
export function RulePage({ rule }: { readonly rule: string }): ReactNode {
  const onConfigure = useRef<(() => Promise<string | undefined>) | undefined>(undefined)
  const [view, setView] = useState<View>()
  const [saved, setSaved] = useState<Saved>()
  useEffect(() => {
    const configures = (callback: () => Promise<string | undefined>): void => {
      onConfigure.current = callback
    }
    openView('validator-config', { rule }).then(
      (opened) => {
        globalThis.previewBridges ??= new Map()
        globalThis.previewBridges.set(opened.id, answerBridge(opened, { ...noPage, configures }))
        setView(opened)
      },
      (error) => setSaved({ ok: false, text: String(error.message) }),
    )
  }, [rule])
  const save = async (): Promise<void> => {
    const configuration = await onConfigure.current?.()
    // The page gives nothing where what is filled in is not valid, and Jira's editor then stays open.
    if (configuration === undefined) return setSaved({ ok: false, text: 'The page gave no configuration to save.' })
    await saveRule(rule, configuration)
    setSaved({ ok: true, text: configuration })
  }
  return (
    <section aria-label="Workflow rule">
      <Heading size="large" as="h1">
        Ticketbound gate on a transition
      </Heading>
      {view === undefined ? (
        <Spinner label="Loading the configuration" />
      ) : (
        <iframe
          className="custom-ui"
          title="Configuration of the gate"
          src={`/custom-ui/validator-config/index.html#${view.id}`}
        />
      )}
      <Button appearance="primary" onClick={() => void save()}>
        Save rule
      </Button>
      {saved === undefined ? null : (
        <div role="status">
          <SectionMessage appearance={saved.ok ? 'success' : 'error'} title={saved.ok ? 'Saved' : 'Not saved'}>
            <code>{saved.text}</code>
          </SectionMessage>
        </div>
      )}
    </section>
  )
}

const noPage = {
  draw: () => undefined,
  refresh: () => undefined,
  goTo: () => undefined,
  showFlag: () => undefined,
  closeFlag: () => undefined,
  broke: () => undefined,
}
