/** An expression, taken apart. */
export type Syntax =
  | { readonly is: 'literal'; readonly value: null | boolean | number | string }
  | { readonly is: 'template'; readonly texts: readonly string[]; readonly parts: readonly Syntax[] }
  | { readonly is: 'name'; readonly name: string }
  | { readonly is: 'list'; readonly items: readonly Syntax[] }
  | { readonly is: 'map'; readonly entries: readonly (readonly [string, Syntax])[] }
  | { readonly is: 'function'; readonly parameters: readonly string[]; readonly body: Syntax }
  | { readonly is: 'member'; readonly of: Syntax; readonly key: Syntax; readonly nullSafe: boolean }
  | { readonly is: 'call'; readonly of: Syntax; readonly given: readonly Syntax[]; readonly nullSafe: boolean }
  | { readonly is: 'new'; readonly name: string; readonly given: readonly Syntax[] }
  | { readonly is: 'unary'; readonly operator: string; readonly of: Syntax }
  | { readonly is: 'binary'; readonly operator: string; readonly left: Syntax; readonly right: Syntax }
  | { readonly is: 'choice'; readonly condition: Syntax; readonly yes: Syntax; readonly no: Syntax }
  | { readonly is: 'throw'; readonly of: Syntax }
  | { readonly is: 'let'; readonly names: readonly (readonly [string, Syntax])[]; readonly body: Syntax }
  | { readonly is: 'try'; readonly body: Syntax; readonly error: string | undefined; readonly caught: Syntax }
