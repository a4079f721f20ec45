/**
 * Reads the record that a request brings; undefined where there is none to be read.
 * ServiceNow: of several records only the first is taken, and its reader takes single quotes, which the documentation's
 * own examples have.
 */
export function recordIn(body: string): Readonly<Record<string, unknown>> | undefined {
  const parsed = body === '' ? {} : (parse(body) ?? (body.includes('"') ? undefined : parse(body.replaceAll("'", '"'))))
  const first: unknown = Array.isArray(parsed) ? parsed[0] : parsed
  return typeof first === 'object' && first !== null ? { ...first } : undefined
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
