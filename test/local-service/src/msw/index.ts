/**
 * The local service without sockets: request handlers for Mock Service Worker, over the same state and behaviour.
 *
 * @packageDocumentation
 */
import { HttpResponse, http } from "msw";
import type { HttpHandler } from "msw";
import { tokenCredential } from "../auth/tokenCredential.js";
import type { LocalTokenCredential } from "../auth/tokenCredential.js";
import { Clock, longestTimer } from "../clock.js";
import type { Control } from "../control/control.js";
import { ControlledService } from "../control/controlledService.js";
import { Events } from "../events/events.js";
import { headersOf, mayHaveBody } from "../http/answer.js";
import { messageLimit } from "../http/readBody.js";
import type { RestRequest } from "../http/restRequest.js";
import type { ServiceWithHandlers } from "../http/handleRequest.js";
import { newConnectionId } from "../hub/connection.js";
import { Hubs } from "../hub/hubs.js";
import { groupNameRule, hubNameRule, isGroupName } from "../hub/names.js";
import { refuseUnknown } from "../refuseUnknown.js";
import { readOptions } from "../options.js";
import type { HubOptions } from "../upstream/handlerOptions.js";
import { Upstream } from "../upstream/upstream.js";
import { UpstreamClient } from "../upstream/upstreamClient.js";
import { subscribeAsClient } from "./client.js";
import type { ClientOptions } from "./client.js";
import { subscribe } from "./subscriber.js";
import type { Subscriber, SubscriberOptions, SubscriberPlace } from "./subscriber.js";

export type { LocalTokenCredential } from "../auth/tokenCredential.js";
export type { Control, ControlledClock } from "../control/control.js";
export type { Interception } from "../control/interception.js";
export type { ReceivedRequest } from "../control/requestLog.js";
export type { ConnectionSnapshot, HubSnapshot } from "../control/snapshot.js";
export { ConnectRefusedError } from "./client.js";
export type { ClientOptions } from "./client.js";
export type { EventHandler, HubOptions, SystemEvent, UrlEventHandler } from "../upstream/handlerOptions.js";
export type {
  ConnectAnswer,
  ConnectRequest,
  DisconnectedRequest,
  EventRequest,
  FunctionEventHandler,
  GroupEventRequest,
  RefusingAnswer,
  UserEventAnswer,
  UserEventRequest,
} from "../upstream/functionOptions.js";
export type { HandlerCall, HandlerCallAnswer } from "../upstream/handlerCallLog.js";
export type { EventData, ReceivedMessage, Subscriber, SubscriberOptions } from "./subscriber.js";

/** How a service in memory is made. */
export interface InMemoryServiceOptions {
  /**
   * The address that clients are given. Nothing listens there, so it may be any `http` or `https` address without a path.
   *
   * @defaultValue `https://web-pubsub-local.example`
   */
  readonly endpoint?: string | undefined;
  /** The access key that requests are signed with. The default is a fake one. */
  readonly accessKey?: string | undefined;
  /** Event handlers and what else is set for a hub, by its name. Handlers may be functions, or addresses that are called. */
  readonly hubs?: Readonly<Record<string, HubOptions>> | undefined;
}

/** A service that answers by request handlers. */
export interface InMemoryService {
  /** Its address, without a trailing slash. */
  readonly endpoint: string;
  /** What clients are made from: address and key. */
  readonly connectionString: string;
  /** Stands in for a credential of Microsoft Entra. */
  readonly tokenCredential: LocalTokenCredential;
  /** For `setupServer(...service.handlers)`. They answer whatever goes to the endpoint, and nothing else. */
  readonly handlers: HttpHandler[];
  /** What tests can see of the service and do to it. */
  readonly control: Control;
  /**
   * Connects a subscriber without a socket, at once.
   *
   * @throws TypeError for a hub or group that the service does not take, for an option that there is not, and where the hub
   * has an event handler for `connect`, which takes time: see {@link InMemoryService.connectAsClient}
   */
  connect(hub: string, options?: SubscriberOptions): Subscriber;
  /**
   * Connects a subscriber without a socket as clients connect: the event handler for `connect` says whether, and as whom.
   *
   * @returns rejects with a {@link ConnectRefusedError} where the handler says no
   * @throws TypeError as `connect` does
   */
  connectAsClient(hub: string, options?: ClientOptions): Promise<Subscriber>;
}

/**
 * Makes a service in memory.
 *
 * @throws TypeError for an option that cannot be used
 * @example
 * ```ts
 * const service = createInMemoryService();
 * const server = setupServer(...service.handlers);
 * server.listen();
 * const subscriber = service.connect("chat", { groups: ["news"] });
 * // ... send to the group with any client made from service.connectionString
 * expect(subscriber.messages).toEqual([{ from: "group", group: "news", dataType: "text", data: "hello" }]);
 * ```
 */
export function createInMemoryService(options: InMemoryServiceOptions = {}): InMemoryService {
  refuseUnknown("createInMemoryService", options, ["endpoint", "accessKey", "hubs"]);
  const { accessKey, hubs: settings } = readOptions({ accessKey: options.accessKey, hubs: options.hubs });
  const endpoint = readEndpoint(options.endpoint ?? "https://web-pubsub-local.example");
  const clock = new Clock();
  const events = new Events(clock);
  const upstream = new Upstream({ clock, events, keys: [accessKey], hubs: settings, host: new URL(endpoint).host });
  const service = { accessKey, hubs: new Hubs(events), clock, upstream };
  const control = new ControlledService(service);
  return {
    endpoint,
    connectionString: `Endpoint=${endpoint};AccessKey=${accessKey};Version=1.0;`,
    tokenCredential: tokenCredential(service),
    handlers: [http.all(everythingAt(endpoint), ({ request }) => answer(control, request))],
    control,
    connect(hubName, subscriberOptions = {}) {
      refuseUnknown("connect", subscriberOptions, ["userId", "groups", "roles"]);
      const place = placeOf(service, hubName, subscriberOptions.groups);
      if (upstream.handlerOf(hubName.toLowerCase(), "connect") !== undefined)
        throw new TypeError('The hub has an event handler for "connect". Await connectAsClient() instead.');
      return subscribe(place, subscriberOptions);
    },
    async connectAsClient(hubName, clientOptions = {}) {
      const known = ["userId", "groups", "roles", "claims", "query", "headers", "subprotocols"] as const;
      refuseUnknown("connectAsClient", clientOptions, known);
      return subscribeAsClient(placeOf(service, hubName, clientOptions.groups), clientOptions);
    },
  };
}

/** Where a subscriber is connected. @throws TypeError for a hub or group that the service does not take */
function placeOf(
  { hubs, upstream }: ServiceWithHandlers,
  hubName: string,
  groups: readonly string[] = [],
): SubscriberPlace {
  const hub = hubs.get(hubName);
  if (hub === undefined) throw new TypeError(`The hub's name is not one that the service takes: ${hubNameRule}.`);
  if (!groups.every(isGroupName)) throw new TypeError(`"groups" must be names of ${groupNameRule}.`);
  const id = newConnectionId();
  return { hub, id, upstreamClient: new UpstreamClient(upstream, hubName.toLowerCase(), id) };
}

function readEndpoint(given: unknown): string {
  const url = typeof given === "string" && URL.canParse(given) ? new URL(given) : undefined;
  if (url && /^https?:$/.test(url.protocol) && `${url.origin}/` === url.href) return url.origin;
  throw new TypeError(`"endpoint" must be an http or https address without a path. Received a ${typeof given}.`);
}

/** Not a path of msw's own syntax, where colons and stars have meanings. */
function everythingAt(endpoint: string): RegExp {
  return new RegExp(`^${endpoint.replace(/[^\w:/]/g, "\\$&")}/`, "i");
}

async function answer(control: ControlledService, request: Request): Promise<Response> {
  const outcome = await keepingAlive(request.signal, async () => control.answer(await restRequestFrom(request)));
  if (outcome === "reset") return HttpResponse.error();
  const isEmpty = request.method === "HEAD" || !mayHaveBody(outcome.status);
  return new HttpResponse(isEmpty ? null : (outcome.text ?? null), {
    status: outcome.status,
    headers: headersOf(outcome, request.method),
  });
}

/**
 * Waits for something while the process stays alive for it, as it does for the socket of a request elsewhere. The clock,
 * by which delays end, does not see to that. Who gives the request up waits no more.
 */
async function keepingAlive<Result>(signal: AbortSignal, wait: () => Promise<Result>): Promise<Result> {
  const timer = setTimeout(() => undefined, longestTimer);
  signal.addEventListener("abort", () => clearTimeout(timer), { once: true });
  try {
    return await wait();
  } finally {
    clearTimeout(timer);
  }
}

async function restRequestFrom(request: Request): Promise<RestRequest> {
  const { origin, pathname, search } = new URL(request.url);
  // Read to its end: msw has made a copy of the request, and neither is done with before both are read.
  const body = new Uint8Array(await request.arrayBuffer());
  return {
    method: request.method,
    origin,
    url: pathname + search,
    headers: Object.fromEntries(request.headers),
    body: body.length > messageLimit ? undefined : body,
  };
}
