import { quote } from '@ticketbound/core'
import { configError, type TicketboundError } from '../../errors.ts'

/**
 * Waits for something done on disk for a source, and translates what the operating system refuses into a
 * configuration error that names the source and the path.
 */
export async function onDisk<T>(source: string, path: string, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (cause) {
    throw diskError(source, path, cause)
  }
}

function diskError(source: string, path: string, cause: unknown): TicketboundError {
  const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown'
  const context = { source, reason }
  const subject = `source ${quote(source)}`
  switch (reason) {
    case 'ENOENT':
    case 'ENOTDIR': {
      const message = `${subject} has no file or folder at \`${path}\``
      const help = 'check `path` of this source and that the export ran, or take the source out of the configuration'
      return configError({ code: 'source-file-missing', message, help, context, cause })
    }
    case 'EACCES':
    case 'EPERM': {
      const message = `${subject} may not read \`${path}\``
      const help = 'give the account that runs Ticketbound permission to read it, and to enter its folder'
      return configError({ code: 'source-file-forbidden', message, help, context, cause })
    }
    case 'EISDIR': {
      const message = `${subject} expects a file at \`${path}\`, which is a folder`
      const help = 'remove or rename the folder; only files are read as exports'
      return configError({ code: 'source-file-is-folder', message, help, context, cause })
    }
    default: {
      const message = `${subject} could not read \`${path}\`: ${reason}`
      const help = 'check the disk or share that holds it, then run again'
      return configError({ code: 'source-file-unreadable', message, help, context, cause })
    }
  }
}
