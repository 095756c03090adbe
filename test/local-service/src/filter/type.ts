/** The types of filters, by the names that the service's errors have for them. */
export type Type = "null" | "bool" | "string" | "int" | "collection";

/** What an expression comes to for one connection. */
export type Value = null | boolean | string | number | ReadonlySet<string>;
