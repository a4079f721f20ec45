import { buildPages, type Pages } from './build-pages.ts'
import { findScreens, readAppManifest } from './house/app-modules.ts'
import { createBackend } from './house/create-backend.ts'
import { type House, startHouse } from './house/start-house.ts'
import { startServer } from './server/start-server.ts'

/** What may be different about a preview. */
export interface PreviewOptions {
  /** Default: any port that is free. */
  readonly port?: number
  /** The page and the app's screens, where they are built already. */
  readonly pages?: Pages
}

/** A preview that can be opened. */
export interface Preview {
  readonly url: string
  readonly house: House
  stop(): Promise<void>
}

/** Builds the page and the app's screens from their sources. */
export function buildAppPages(): Promise<Pages> {
  return buildPages(findScreens(readAppManifest().modules))
}

/** Builds the app's screens and starts what stands behind them. */
export async function startPreview(options: PreviewOptions = {}): Promise<Preview> {
  const { port = 0 } = options
  const app = readAppManifest()
  const [pages, house] = await Promise.all([options.pages ?? buildAppPages(), startHouse(app)])
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
