import { Refusal } from "../http/answer.js";
import { subscribe } from "./subscriber.js";
import type { Subscriber, SubscriberOptions, SubscriberPlace } from "./subscriber.js";

/** What a subscriber connects with that asks its event handler first. */
export interface ClientOptions extends SubscriberOptions {
  /** Further claims of its token, by name. */
  readonly claims?: Readonly<Record<string, unknown>> | undefined;
  /** The query of its address. */
  readonly query?: Readonly<Record<string, string>> | undefined;
  /** The headers of its upgrade request. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** The subprotocols that it offers. */
  readonly subprotocols?: readonly string[] | undefined;
}

/** An event handler does not let a client in. The message is the body of its answer. */
export class ConnectRefusedError extends Error {
  override readonly name = "ConnectRefusedError";

  constructor(
    /** The status that a client gets instead of a connection. */
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** Connects a subscriber to a hub whose event handler is asked first. */
export async function subscribeAsClient(place: SubscriberPlace, options: ClientOptions): Promise<Subscriber> {
  const { userId, groups = [], roles = [], claims = {}, query = {}, headers = {}, subprotocols = [] } = options;
  try {
    const { subprotocol: _, ...overrides } = await place.upstreamClient.connect(userId, {
      claims: {
        ...claims,
        ...(userId !== undefined && { sub: userId }),
        ...(roles.length > 0 && { role: [...roles] }),
        ...(groups.length > 0 && { "webpubsub.group": [...groups] }),
      },
      query: new URLSearchParams(query),
      headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), [value]])),
      subprotocols,
    });
    return subscribe(place, {
      userId: overrides.userId === undefined ? userId : overrides.userId || undefined,
      groups: overrides.groups ?? groups,
      roles: overrides.roles ?? roles,
    });
  } catch (error) {
    if (error instanceof Refusal) throw new ConnectRefusedError(error.answer.status, error.message);
    throw error;
  }
}
