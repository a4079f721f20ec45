/** A number without a common divisor with `size`, near its golden section, and its inverse modulo `size`. */
export function strideOf(size: number): readonly [stride: number, inverse: number] {
  for (let stride = Math.floor(size * 0.618); ; stride += 1) {
    const inverse = inverseOf(stride, size)
    if (inverse !== undefined) return [stride, inverse]
  }
}

/** Euclid's algorithm, with the one coefficient that is wanted. */
function inverseOf(value: number, size: number): number | undefined {
  let [rest, divisor] = [size, value]
  let [before, now] = [0, 1]
  while (divisor > 0) {
    const times = Math.floor(rest / divisor)
    ;[rest, divisor] = [divisor, rest - times * divisor]
    ;[before, now] = [now, before - times * now]
  }
  return rest === 1 ? (before + size) % size : undefined
}
