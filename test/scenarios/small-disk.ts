import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A real disk that is small enough to be filled. Only commands started through it see what is on it. */
export interface SmallDisk {
  /** Starts a command with this disk as its folder. */
  readonly through: readonly [program: string, ...args: string[]]
  /** Takes everything away, and puts what is in `folder` on it. */
  readonly putOn: (folder: string) => void
  /** Copies everything that is on it into `folder`. */
  readonly copyTo: (folder: string) => void
  /** Fills it until so many kilobytes are free. */
  readonly leave: (kilobytes: number) => void
  /** Gives back what `leave` took. */
  readonly free: () => void
  readonly close: () => void
}

/**
 * Mounts a disk of `megabytes` in memory, in a mount namespace of its own, which Linux allows most users and not only
 * root. Gives `undefined` where it does not.
 */
export async function openSmallDisk(megabytes: number): Promise<SmallDisk | undefined> {
  const mountPoint = mkdtempSync(join(tmpdir(), 'ticketbound-disk-'))
  const mount = `mount -t tmpfs -o size=${megabytes}m tmpfs "$0" && echo mounted && exec cat`
  const holder = spawn('unshare', ['--user', '--map-root-user', '--mount', 'sh', '-c', mount, mountPoint], {
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  const isMounted = await Promise.race([
    once(holder.stdout, 'data').then(() => true),
    once(holder, 'error').then(() => false),
    once(holder, 'close').then(() => false),
  ])
  const inside = ['nsenter', '--user', '--mount', '--preserve-credentials', '--target', String(holder.pid)] as const
  const through = [...inside, 'sh', '-c', 'cd "$0" && exec "$@"', mountPoint] as const
  function sh(script: string, ...args: readonly string[]): void {
    const [program, ...first] = through
    execFileSync(program, [...first, 'sh', '-c', script, 'sh', ...args])
  }
  function close(): void {
    holder.kill()
    rmSync(mountPoint, { recursive: true, force: true })
  }
  if (!isMounted || !works(() => sh('true'))) {
    close()
    return undefined
  }
  return {
    through: [...through],
    putOn: (folder) => sh('find . -mindepth 1 -delete && cp -R "$1/." .', folder),
    copyTo: (folder) => sh('cp -R . "$1"', folder),
    leave: (kilobytes) =>
      sh(
        'free=$(df -k . | awk \'NR == 2 { print $4 }\'); head -c "$(((free - $1) * 1024))" /dev/zero > ballast',
        String(kilobytes),
      ),
    free: () => sh('rm -f ballast'),
    close,
  }
}

function works(action: () => void): boolean {
  try {
    action()
    return true
  } catch {
    return false
  }
}
