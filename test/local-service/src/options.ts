import type { Observer } from "./events/serviceEvent.js";
import { isSettings, kindOf } from "./kindOf.js";
import { refuseUnknown } from "./refuseUnknown.js";
import type { Certificate } from "./tls/certificate.js";
import { checkCertificate } from "./tls/checkCertificate.js";
import { isLoopback } from "./page/address.js";
import type { HubOptions } from "./upstream/handlerOptions.js";
import { readHubs } from "./upstream/readHubs.js";
import type { HubSettings } from "./upstream/readHubs.js";

/** How a local service is started. */
export interface LocalServiceOptions {
  /**
   * The port to listen on, 0 to 65535; 0 is any free one.
   *
   * @defaultValue 0
   */
  readonly port?: number | undefined;
  /**
   * The host to listen on.
   *
   * @defaultValue `127.0.0.1`
   */
  readonly host?: string | undefined;
  /**
   * Has the service speak TLS, with a key and a certificate as PEM, or with a certificate that it makes for itself and
   * that {@link LocalService.certificate} holds. The clients of the Azure SDK send tokens of Microsoft Entra over https only.
   *
   * @defaultValue plain http
   */
  readonly https?: boolean | Certificate | undefined;
  /** The access key that requests are signed with. The default is a fake one that every local service shares. */
  readonly accessKey?: string | undefined;
  /** Another key that requests may be signed with, as each Azure resource has one. Without it there is none. */
  readonly secondaryAccessKey?: string | undefined;
  /**
   * Event handlers and what else is set for a hub, by its name. Hubs that are not named here have no handlers.
   *
   * @example
   * ```ts
   * const service = await startLocalService({
   *   hubs: {
   *     chat: {
   *       eventHandlers: [
   *         {
   *           urlTemplate: "http://localhost:3000/eventhandler/{event}",
   *           systemEvents: ["connect", "connected", "disconnected"],
   *           userEventPattern: "*",
   *         },
   *       ],
   *     },
   *   },
   * });
   * ```
   */
  readonly hubs?: Readonly<Record<string, HubOptions>> | undefined;
  /**
   * Pages that may connect and send from elsewhere than this machine, by origin, such as `https://app.example`, or `*` for
   * any. It matters only where `host` is this machine and the access key is the known one: there, every page that the
   * browser of this machine has open knows the key, so pages of others are refused with 403 unless they are named here.
   *
   * @defaultValue none
   */
  readonly allowedOrigins?: readonly string[] | undefined;
  /**
   * Names besides its own that the service may be addressed by, such as that of a tunnel, or `*` for any. It matters where
   * {@link LocalServiceOptions.allowedOrigins} matters.
   *
   * @defaultValue none
   */
  readonly allowedHosts?: readonly string[] | undefined;
  /**
   * Whether a page at `/` shows what happens, and sends. Whoever can open it needs no key, so by default it is there where
   * only this machine can: on `localhost` and addresses that mean the same.
   *
   * @defaultValue whether `host` is this machine only
   */
  readonly statusPage?: boolean | undefined;
  /**
   * Called for each event, while it happens: requests that were answered, clients that come and go, messages.
   *
   * @example
   * ```ts
   * const service = await startLocalService({
   *   onEvent: (event) => event.type === "request" && console.log(event.method, event.path, event.status),
   * });
   * ```
   */
  readonly onEvent?: Observer | undefined;
}

/** The key of services that are given none. It says what it is, so that nobody takes it for a secret. */
export const defaultAccessKey = "fake-access-key-of-web-pubsub-local-0123456789";

/** Options with their defaults. */
export interface CheckedOptions {
  readonly port: number;
  readonly host: string;
  readonly https: boolean | Certificate;
  readonly accessKey: string;
  readonly secondaryAccessKey: string | undefined;
  /** By name in lower case. */
  readonly hubs: ReadonlyMap<string, HubSettings>;
  readonly allowedOrigins: readonly string[];
  readonly allowedHosts: readonly string[];
  readonly statusPage: boolean;
  readonly onEvent: Observer;
}

/**
 * Fills in the defaults.
 *
 * @throws TypeError that names the option, what was expected and what kind of thing came
 */
export function readOptions(options: LocalServiceOptions): CheckedOptions {
  refuseUnknown("startLocalService", options, [
    "port",
    "host",
    "https",
    "accessKey",
    "secondaryAccessKey",
    "hubs",
    "allowedOrigins",
    "allowedHosts",
    "statusPage",
    "onEvent",
  ]);
  const { port = 0, host = "127.0.0.1", accessKey = defaultAccessKey, onEvent = () => undefined } = options;
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw wrong("port", "a whole number from 0 to 65535", port);
  if (typeof host !== "string" || host === "") throw wrong("host", "a host name or address", host);
  const { https = false } = options;
  if (typeof https !== "boolean") {
    if (!isSettings(https)) throw wrong("https", "true, false or an object with key and cert, both as PEM", https);
    checkCertificate(https);
  }
  checkKey("accessKey", accessKey);
  const { secondaryAccessKey } = options;
  if (secondaryAccessKey !== undefined) checkKey("secondaryAccessKey", secondaryAccessKey);
  const hubs = readHubs(options.hubs === undefined ? {} : options.hubs);
  const { statusPage = isLoopback(host) } = options;
  if (typeof statusPage !== "boolean") throw wrong("statusPage", "true or false", statusPage);
  if (typeof onEvent !== "function") throw wrong("onEvent", "a function", onEvent);
  const allowedOrigins = readNames("allowedOrigins", options.allowedOrigins, isOrigin, "https://app.example");
  const allowedHosts = readNames("allowedHosts", options.allowedHosts, isHostName, "app.example, without a port");
  return { port, host, https, accessKey, secondaryAccessKey, hubs, allowedOrigins, allowedHosts, statusPage, onEvent };
}

/** A semicolon would end a key inside a connection string. */
function checkKey(option: string, key: unknown): void {
  if (typeof key !== "string" || !/^[^;\p{Cc}]+$/u.test(key) || key !== key.trim())
    throw wrong(option, "a text without semicolons, control characters and blanks around it", key);
}

const isOrigin = (name: string): boolean => /^([a-z][a-z0-9+.-]*:\/\/[^/?#\s]*|null)$/i.test(name);
const isHostName = (name: string): boolean => /^[^/?#\s@]+$/.test(name) && !/^[^:]*:\d+$/.test(name);

/** Names in lower case. */
function readNames(option: string, given: unknown, isName: (name: string) => boolean, example: string): string[] {
  const names: unknown[] = Array.isArray(given) ? given : given === undefined ? [] : [undefined];
  const wrongOne = names.findIndex((name) => typeof name !== "string" || (name !== "*" && !isName(name)));
  if (wrongOne !== -1)
    throw new TypeError(
      `"${option}" must be a list of names such as ${example}, or "*". Its item ${wrongOne} is none.`,
    );
  return (names as string[]).map((name) => name.toLowerCase());
}

function wrong(option: string, expected: string, received: unknown): TypeError {
  return new TypeError(`"${option}" must be ${expected}. Received ${kindOf(received)}.`);
}
