import type { Hubs } from "../hub/hubs.js";

/** A connection as it was at some moment. */
export interface ConnectionSnapshot {
  readonly connectionId: string;
  /** Absent for an anonymous client. */
  readonly userId?: string | undefined;
  readonly groups: readonly string[];
}

/** A hub as it was at some moment. */
export interface HubSnapshot {
  /** In lower case. */
  readonly name: string;
  /** In the order in which they were opened. */
  readonly connections: readonly ConnectionSnapshot[];
}

/** The hubs that have connections. */
export function snapshotOf(hubs: Hubs): HubSnapshot[] {
  return [...hubs.entries()]
    .filter(([, { connections }]) => connections.size > 0)
    .map(([name, { connections }]) => ({
      name,
      connections: [...connections.values()].map(({ id, userId, groups }) => ({
        connectionId: id,
        ...(userId !== undefined && { userId }),
        groups: [...groups],
      })),
    }));
}
