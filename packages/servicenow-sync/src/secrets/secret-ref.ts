/** Where a secret is looked for. A configuration names the place, and never holds the secret itself. */
export type SecretRef =
  | { readonly env: string }
  | { readonly file: string }
  /** A program and its arguments, run without a shell; what it prints is the secret. */
  | { readonly command: readonly string[] }
