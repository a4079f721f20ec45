const longestWords = 300
/** Control characters and marks that turn the direction of writing: what could make a screen say something else. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are exactly the characters that are meant
const unshowable = /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g

/** Makes text that somebody wrote fit to be shown as text: on one line, with nothing hidden in it, cut where it is long. */
export function plainWords(text: string, longest = longestWords): string {
  // What is cut off anyway is not looked through: a field can hold 32 KB.
  const line = text
    .slice(0, longest + 1)
    .replaceAll(/[\n\r\t]+/g, ' ')
    .replace(unshowable, '\ufffd')
  return text.length <= longest ? line : `${line.slice(0, longest).replace(/[\ud800-\udbff]$/, '')}…`
}
