import { spawnSync } from 'node:child_process'
import { bin } from './run-command.ts'

/** How to start a command that file rights hold for; or why that is not possible here. */
export type WithoutRights =
  | { readonly through: readonly [program: string, ...args: string[]]; readonly why?: undefined }
  | { readonly through: undefined; readonly why: string }

/** An id that owns nothing anywhere. */
const nobody = '65534'

/** File rights do not hold for root, so there the command is started as nobody; anybody else needs no help. */
export function withoutRights(): WithoutRights {
  if (process.getuid?.() === undefined) return { through: undefined, why: 'this system has no such rights' }
  if (process.getuid() !== 0) return { through: ['env'] }
  const through = ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups'] as const
  const [program, ...args] = through
  const trial = spawnSync(program, [...args, process.execPath, bin, '--version'], { encoding: 'utf8' })
  if (trial.status === 0) return { through: [...through] }
  return { through: undefined, why: 'this is root, and the command cannot be started as anybody else' }
}
