/**
 * What a string on the wire may stand for, told by the schema's types alone. Parameters, headers and form fields
 * arrive as text; the shape says which JSON value a text is, the validator says whether that value is allowed.
 *
 * - a primitive: `'string'`, `'integer'`, `'number'`, `'boolean'`, `'null'`; `'unknown'` is decoded as a string;
 * - `{ array }`: items of one shape; `prefix` for the shapes of a tuple's first items;
 * - `{ object }`: properties by name; `additional` for all others (absent: strings);
 * - `{ anyOf }`: tried in this order, the first that decodes wins (the emitter puts `string` last).
 */
export type Shape = PrimitiveShape | ArrayShape | ObjectShape | UnionShape

/** Shapes that one text can stand for. */
export type PrimitiveShape = 'string' | 'integer' | 'number' | 'boolean' | 'null' | 'unknown'

export interface ArrayShape {
  readonly array: Shape
  readonly prefix?: readonly Shape[]
}

export interface ObjectShape {
  readonly object: Readonly<Record<string, Shape>>
  readonly additional?: Shape | false
}

export interface UnionShape {
  readonly anyOf: readonly Shape[]
}
