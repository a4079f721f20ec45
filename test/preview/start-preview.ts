import { buildPages } from './build-pages.ts'
import { findScreens, readAppManifest } from './house/app-modules.ts'
import { createBackend } from './house/create-backend.ts'
import { type House, startHouse } from './house/start-house.ts'
import { startServer } from './server/start-server.ts'

/** What may be different about a preview. */
export interface PreviewOptions {
  /** Default: any port that is free. */
  readonly port?: number
  /** The clock of Jira and of the app; default: this machine's. */
  readonly now?: () => number
}

/** A preview that can be opened. */
export interface Preview {
  readonly url: string
  readonly house: House
  stop(): Promise<void>
}

/** Builds the app's screens and starts what stands behind them. */
export async function startPreview({ port = 0, now = Date.now }: PreviewOptions = {}): Promise<Preview> {
  const app = readAppManifest()
  const [pages, house] = await Promise.all([buildPages(findScreens(app.modules)), startHouse(app, now)])
  const server = await startServer(createBackend(house, app.modules), pages, port).catch(async (error) => {
    await house.stop()
    throw error
  })
  return {
    url: server.url,
    house,
    async stop() {
      await server.stop()
      await house.stop()
    },
  }
}
