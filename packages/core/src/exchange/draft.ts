/** A value while it is being put together field by field. */
export type Draft<T> = { -readonly [Field in keyof T]: T[Field] }
