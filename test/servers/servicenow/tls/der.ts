/** Writes one value of the distinguished encoding rules (X.690): its tag, its length, its content. */
export function der(tag: number, ...parts: readonly (Buffer | readonly number[])[]): Buffer {
  const content = Buffer.concat(parts.map((part) => Buffer.from(part)))
  return Buffer.concat([Buffer.from([tag, ...lengthOf(content.length)]), content])
}

/** Writes a sequence. */
export const sequence = (...parts: readonly Buffer[]): Buffer => der(0x30, ...parts)

/** Writes a whole number that is not negative. */
export function wholeNumber(bytes: Buffer): Buffer {
  const first = bytes[0] ?? 0
  return der(0x02, first > 0x7f ? Buffer.concat([Buffer.from([0]), bytes]) : bytes)
}

/** Writes an object identifier: `2.5.4.3`. */
export function objectId(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  return der(0x06, [first * 40 + second, ...rest.flatMap(septets)])
}

/** Writes text in UTF-8. */
export const utf8 = (text: string): Buffer => der(0x0c, Buffer.from(text))

/** Writes an instant before 2050. */
export function utcTime(instant: Date): Buffer {
  return der(0x17, Buffer.from(`${instant.toISOString().slice(2, 19).replace(/[-:T]/g, '')}Z`))
}

/** Writes a string of whole bytes as bits. */
export const bits = (bytes: Buffer): Buffer => der(0x03, [0], bytes)

/** Writes a string of bytes. */
export const octets = (bytes: Buffer): Buffer => der(0x04, bytes)

function lengthOf(length: number): readonly number[] {
  if (length < 0x80) return [length]
  return length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
}

function septets(value: number): readonly number[] {
  const groups = [value & 0x7f]
  for (let rest = value >> 7; rest > 0; rest >>= 7) groups.unshift((rest & 0x7f) | 0x80)
  return groups
}
