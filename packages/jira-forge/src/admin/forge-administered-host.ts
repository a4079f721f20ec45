import { kvs } from '@forge/kvs'
import { createForgeHost } from '../forge-host.ts'
import { createKvsDocuments } from '../storage/create-kvs-documents.ts'
import { createKvsSweepCursors } from '../watch/create-kvs-sweep-cursors.ts'
import type { AdministeredHost } from './admin-function.ts'

/** Gives what the administration needs of Forge: what every screen does, the documents, and how far the sweep has come. */
export function createForgeAdministeredHost(context: unknown): AdministeredHost {
  return {
    ...createForgeHost(context),
    documents: createKvsDocuments(kvs),
    sweeps: createKvsSweepCursors(kvs),
  }
}
