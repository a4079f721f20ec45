/** SHA-256 of a text's UTF-8 bytes, as 64 lower-case hexadecimal digits. The host passes it in; core computes none. */
export type Sha256 = (text: string) => string
