import type { Type, Value } from "./type.js";

/** What a filter looks at. */
export interface FilterSubject {
  readonly connectionId: string;
  /** Nothing, where the client did not say who it is; `null` in the language. */
  readonly userId: string | undefined;
  readonly groups: ReadonlySet<string>;
  /** The WebSocket subprotocol, where there is one. */
  readonly protocol?: string | undefined;
}

/** A property of connections that filters may name. */
export interface Property {
  readonly type: Type;
  /** Whether a connection may have none. */
  readonly absent: boolean;
  readonly evaluate: (subject: FilterSubject) => Value;
}

/**
 * The properties by name in lower case, since their names have no case (Microsoft docs, reference-odata-filter.md,
 * "Identifiers"; `protocol` only in the service's own emulator).
 */
export const properties: ReadonlyMap<string, Property> = new Map<string, Property>([
  ["connectionid", { type: "string", absent: false, evaluate: ({ connectionId }) => connectionId }],
  ["userid", { type: "string", absent: true, evaluate: ({ userId }) => userId ?? null }],
  ["groups", { type: "collection", absent: false, evaluate: ({ groups }) => groups }],
  ["protocol", { type: "string", absent: true, evaluate: ({ protocol }) => protocol ?? null }],
]);
