import type { Trace } from "./trace";

/** A value as JSON holds it: integers of any size as text. */
export type Stored<Value> = Value extends bigint
  ? string
  : Value extends object
    ? { readonly [Key in keyof Value]: Stored<Value[Key]> }
    : Value;

/** A trace as `canonicalJson` writes it and JSON reads it. */
export type StoredTrace = Stored<Trace>;
