import type { WebPubSubClientOptions } from "web-pubsub-rest/2024-12-01";

/** What carries the requests of the built package. */
export const transports = ["default", "undici", "fetch"] as const;

export type Transport = (typeof transports)[number];

/** The transports that an option of the command line names; all of them where it is left out. */
export function readTransports(given: string | undefined): Transport[] {
  const chosen = transports.filter((name) => given === undefined || given === name);
  if (chosen.length === 0) throw new TypeError(`--transport must be one of ${transports.join(", ")}.`);
  return chosen;
}

/** What Node.js is given so that the package, and what it stands on, is the one for browsers, whose transport is fetch. */
export const flagsFor = (transport: Transport): string[] =>
  transport === "fetch" ? ["--conditions=browser", "--import=data:text/javascript,globalThis.self=globalThis"] : [];

/** Options of connections, which go to the client for its own transports, and to one that is made by itself. */
const ofConnections = ["maxConnections", "idleTimeoutInMs", "maxResponseBytes"] as const;

/** Loads a transport, and hands over what gives a client's options to it. */
export async function loadTransport(
  transport: Transport,
): Promise<(options: WebPubSubClientOptions) => WebPubSubClientOptions> {
  if (transport !== "undici") return (options) => options;
  const { undiciTransport } = await import("web-pubsub-rest/undici");
  return (options) => {
    const rest = { ...options };
    const own: WebPubSubClientOptions = {};
    for (const name of ofConnections) {
      if (name in options) Object.assign(own, { [name]: options[name] });
      delete rest[name];
    }
    return { ...rest, httpClient: undiciTransport(own) };
  };
}
