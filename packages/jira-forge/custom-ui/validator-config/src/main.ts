import { invoke, view } from '@forge/bridge'
import { workflowRules } from '@forge/jira-bridge'
import { drawForm } from './draw-form.ts'
import { drawPreview, note } from './draw-preview.ts'
import { element } from './element.ts'
import { toFormState } from './form-state.ts'
import { missingSetup } from './missing-setup.ts'
import { readSavedConfig, type SavedConfig } from './saved-config.ts'

/** What Jira says of where the page is shown. */
interface Place {
  readonly entryPoint?: string
  readonly validatorConfig?: unknown
  /** What the post function beside the gate judges by again: the same choices. */
  readonly postFunctionConfig?: unknown
}

/**
 * The page on which an administrator sets what the gate asks of one transition. Jira takes the configuration when
 * somebody presses its own button; nothing is taken while something is missing.
 *
 * @see https://developer.atlassian.com/platform/forge/custom-ui-jira-bridge/workflowRules/
 */
async function showPage(page: HTMLElement): Promise<void> {
  // Without its theme the page falls back to the colours of its own style sheet.
  void view.theme.enable().catch(() => {})
  const { extension } = await view.getContext()
  const { entryPoint, validatorConfig, postFunctionConfig } = extension as Place
  const saved = readSavedConfig(validatorConfig ?? postFunctionConfig)
  if (entryPoint === 'view') page.replaceChildren(...unreadableNote(saved), ...preview(saved))
  else await showForm(page, saved)
  page.removeAttribute('aria-busy')
}

async function showForm(page: HTMLElement, saved: SavedConfig): Promise<void> {
  const form = drawForm(toFormState(saved.config))
  page.replaceChildren(...unreadableNote(saved), ...form.elements)
  await workflowRules.onConfigure(async () => {
    const reading = form.read()
    if (reading.ok) return reading.text
    form.lead()
    // Jira keeps its dialog open for anything that is no text.
    return undefined as unknown as string
  })
  void showMissing(page).catch(() => {})
}

/** What is still missing is worth saying, and nothing to wait for. */
async function showMissing(page: HTMLElement): Promise<void> {
  const missing = missingSetup(await invoke('setup.read', {}))
  if (missing.length > 0) page.prepend(note('warning', ...missing))
}

function preview({ config, faults }: SavedConfig): readonly HTMLElement[] {
  if (faults.length > 0) return []
  return drawPreview({ ok: true, config, text: '' })
}

function unreadableNote({ faults }: SavedConfig): readonly HTMLElement[] {
  if (faults.length === 0) return []
  return [
    note(
      'fault',
      'What was saved for this transition cannot be read, so the gate stays shut here until it is saved again.',
      ...faults,
    ),
  ]
}

const page = document.getElementById('page')
if (page !== null) {
  showPage(page).catch(() => {
    page.removeAttribute('aria-busy')
    page.replaceChildren(
      element(
        'div',
        { role: 'alert', class: 'note fault' },
        element('p', {}, 'This page did not hear from Jira. Close it and open it again.'),
      ),
    )
  })
}
