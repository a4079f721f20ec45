import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** One entry of a completion, as an editor shows it. */
export interface Completion {
  readonly label: string
  readonly documentation?: string | { readonly value: string }
}

/** The YAML language server, as an editor speaks to it: JSON-RPC over stdin and stdout. */
export interface LanguageServer {
  /** What the server offers at a place; line and column count from 0. */
  complete(file: string, text: string, line: number, character: number): Promise<readonly Completion[]>
  /** What the server says is wrong with a file. */
  diagnose(file: string, text: string): Promise<readonly string[]>
  close(): Promise<void>
}

interface Message {
  readonly id?: number
  readonly method?: string
  readonly params?: {
    readonly uri?: string
    readonly items?: readonly unknown[]
    readonly diagnostics?: readonly { readonly message: string }[]
  }
  readonly result?: unknown
  readonly error?: { readonly message: string }
}

/**
 * Starts the server that is installed, as a process. It is told nothing of our schemas, and may fetch nothing: what it
 * knows, it knows from the first line of the file.
 *
 * @see https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/
 */
export async function startLanguageServer(folder: string): Promise<LanguageServer> {
  const script = join(
    dirname(createRequire(import.meta.url).resolve('yaml-language-server/package.json')),
    'bin/yaml-language-server',
  )
  const server = spawn(process.execPath, [script, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] })
  const asked = new Map<number, { done: (result: unknown) => void; failed: (error: Error) => void }>()
  const diagnosed = new Map<string, (messages: readonly string[]) => void>()
  let lastId = 0
  let version = 0

  function send(message: object): void {
    const text = JSON.stringify({ jsonrpc: '2.0', ...message })
    server.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`)
  }

  function ask(method: string, params: unknown): Promise<unknown> {
    lastId += 1
    const id = lastId
    send({ id, method, params })
    return new Promise((done, failed) => asked.set(id, { done, failed }))
  }

  function receive({ id, method, params, result, error }: Message): void {
    if (method === 'textDocument/publishDiagnostics') {
      diagnosed.get(params?.uri ?? '')?.((params?.diagnostics ?? []).map(({ message }) => message))
    } else if (id !== undefined && method !== undefined) {
      send({ id, result: method === 'workspace/configuration' ? (params?.items ?? []).map(() => settings) : null })
    } else if (id !== undefined) {
      if (error) asked.get(id)?.failed(new Error(error.message))
      else asked.get(id)?.done(result)
    }
  }

  server.stdout.on('data', readMessages(receive))
  const root = pathToFileURL(folder).href
  await ask('initialize', {
    processId: process.pid,
    rootUri: root,
    workspaceFolders: [{ uri: root, name: 'house' }],
    capabilities: { textDocument: { completion: {}, publishDiagnostics: {} }, workspace: { configuration: true } },
  })
  send({ method: 'initialized', params: {} })

  function open(file: string, text: string): string {
    const uri = pathToFileURL(file).href
    version += 1
    send({ method: 'textDocument/didOpen', params: { textDocument: { uri, languageId: 'yaml', version, text } } })
    return uri
  }

  async function complete(file: string, text: string, line: number, character: number) {
    const uri = open(file, text)
    const result = await ask('textDocument/completion', { textDocument: { uri }, position: { line, character } })
    return (result as { readonly items: readonly Completion[] }).items
  }

  function diagnose(file: string, text: string): Promise<readonly string[]> {
    const uri = pathToFileURL(file).href
    const said = new Promise<readonly string[]>((done) => diagnosed.set(uri, done))
    open(file, text)
    return said
  }

  async function close(): Promise<void> {
    const ended = once(server, 'exit')
    await ask('shutdown', null)
    send({ method: 'exit' })
    await ended
  }

  return { complete, diagnose, close }
}

const settings = { validate: true, completion: true, schemaStore: { enable: false } }

/** Cuts what the server writes into messages, each under its `Content-Length`. */
function readMessages(receive: (message: Message) => void): (chunk: Buffer) => void {
  let waiting = Buffer.alloc(0)
  return (chunk) => {
    waiting = Buffer.concat([waiting, chunk])
    for (;;) {
      const [header, length] = /^Content-Length: (\d+)\r\n(?:[^\r\n]+\r\n)*\r\n/.exec(waiting.toString('latin1')) ?? []
      if (header === undefined || waiting.length < header.length + Number(length)) return
      const end = header.length + Number(length)
      const text = waiting.subarray(header.length, end).toString()
      waiting = waiting.subarray(end)
      receive(JSON.parse(text))
    }
  }
}
