import type { Connection } from "../hub/connection.js";
import type { Hubs } from "../hub/hubs.js";

/** How many of each are shown at most; of the rest, only how many there are. */
const shown = { hubs: 20, connections: 100, groups: 50, groupsOfConnection: 20 };

/** A connection as the page shows it. */
export interface ShownConnection {
  readonly id: string;
  readonly userId?: string | undefined;
  readonly subprotocol?: string | undefined;
  /** Milliseconds since 1970. */
  readonly since: number;
  /** Whether its client is gone and may come back. */
  readonly isLost: boolean;
  readonly groups: readonly string[];
  readonly groupCount: number;
}

/** A hub as the page shows it. */
export interface ShownHub {
  readonly name: string;
  /** The newest ones, newest first. */
  readonly connections: readonly ShownConnection[];
  readonly connectionCount: number;
  /** The largest ones, largest first. */
  readonly groups: readonly { readonly name: string; readonly size: number }[];
  readonly groupCount: number;
}

/** The hubs that have connections, as far as they are shown. */
export interface PageState {
  readonly hubs: readonly ShownHub[];
  readonly hubCount: number;
  readonly connectionCount: number;
  readonly groupCount: number;
}

/** What there is now. */
export function pageStateOf(hubs: Hubs): PageState {
  const all = [...hubs.entries()].filter(([, { connections }]) => connections.size > 0);
  const states = all.map(([name, { connections }]) => showHub(name, [...connections.values()]));
  return {
    hubs: states.slice(0, shown.hubs),
    hubCount: states.length,
    connectionCount: states.reduce((sum, { connectionCount }) => sum + connectionCount, 0),
    groupCount: states.reduce((sum, { groupCount }) => sum + groupCount, 0),
  };
}

function showHub(name: string, connections: readonly Connection[]): ShownHub {
  const sizes = new Map<string, number>();
  for (const { groups } of connections) for (const group of groups) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  const groups = [...sizes].map(([group, size]) => ({ name: group, size }));
  return {
    name,
    connections: connections.slice(-shown.connections).reverse().map(showConnection),
    connectionCount: connections.length,
    groups: groups.sort((one, other) => other.size - one.size).slice(0, shown.groups),
    groupCount: groups.length,
  };
}

function showConnection({ id, userId, subprotocol, since, isLost, groups }: Connection): ShownConnection {
  return {
    id,
    ...(userId !== undefined && { userId }),
    ...(subprotocol !== undefined && { subprotocol }),
    since,
    isLost,
    groups: [...groups].slice(0, shown.groupsOfConnection),
    groupCount: groups.size,
  };
}
