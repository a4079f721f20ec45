import { closeSync, openSync, readSync } from 'node:fs'

/*
 * The floor: what no night can be faster than. Reads the given files to their ends and parses each line, one after the
 * other, and keeps nothing. Prints the rows, the bytes and the seconds of that alone, without the start of the process.
 */
const chunkBytes = 1_048_576
const newline = 0x0a

let rows = 0
let bytes = 0
const begun = performance.now()
for (const path of process.argv.slice(2)) readRows(path)
console.log(JSON.stringify({ rows, bytes, seconds: (performance.now() - begun) / 1000 }))

function readRows(path: string): void {
  const handle = openSync(path, 'r')
  const chunk = Buffer.allocUnsafe(chunkBytes)
  let kept = 0
  for (;;) {
    const read = readSync(handle, chunk, kept, chunkBytes - kept, null)
    if (read === 0) break
    bytes += read
    const end = chunk.subarray(0, kept + read).lastIndexOf(newline) + 1
    parseLines(chunk.toString('utf8', 0, end))
    kept = chunk.copy(chunk, 0, end, kept + read)
  }
  closeSync(handle)
}

function parseLines(text: string): void {
  for (let from = 0; from < text.length; ) {
    const to = text.indexOf('\n', from)
    JSON.parse(text.slice(from, to))
    rows += 1
    from = to + 1
  }
}
