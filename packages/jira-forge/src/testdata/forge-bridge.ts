/** What a UI Kit frontend asks of the page that it is shown in. */
export type BridgeCall = (command: string, data?: unknown) => Promise<unknown>

declare global {
  var __bridge: { callBridge: BridgeCall } | undefined
}

let answer: BridgeCall = async (command) => {
  throw new Error(`nothing is rendered that could answer \`${command}\``)
}

/** Lets `call` answer from now on what frontends ask of their page. */
export function answerBridge(call: BridgeCall): void {
  answer = call
}

// The real packages look for these when they are loaded, so this file comes before them.
Object.assign(globalThis, {
  self: globalThis,
  __bridge: { callBridge: (command: string, data?: unknown) => answer(command, data) },
})
