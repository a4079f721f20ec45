import type { Configuration } from '../config/read-config.ts'
import type { ServiceNowEntry } from '../config/servicenow-shape.ts'
import { configError } from '../errors.ts'

/** The instance that a configuration names. Throws a config error where it names none. */
export function instanceOf({ config }: Pick<Configuration, 'config'>): ServiceNowEntry {
  if (config.servicenow !== undefined) return config.servicenow
  throw configError({
    code: 'servicenow-missing',
    message: `${config.file} names no ServiceNow instance`,
    help: 'add `servicenow: { instance, auth }`',
  })
}
