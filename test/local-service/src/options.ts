/** A request that the service has answered, for a log. */
export interface LogEntry {
  /** The HTTP method, or `WEBSOCKET` for a client that connects. */
  readonly method: string;
  /** Path and query, without any access token. */
  readonly path: string;
  readonly status: number;
}

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
  /** The access key that requests are signed with. The default is a fake one that every local service shares. */
  readonly accessKey?: string | undefined;
  /** Called for each request once it has been answered. */
  readonly onRequest?: ((entry: LogEntry) => void) | undefined;
}

/** The key of services that are given none. It says what it is, so that nobody takes it for a secret. */
export const defaultAccessKey = "fake-access-key-of-web-pubsub-local-0123456789";

/**
 * Fills in the defaults.
 *
 * @throws TypeError that names the option, what was expected and what kind of thing came
 */
export function readOptions(options: LocalServiceOptions): {
  [Name in keyof LocalServiceOptions]-?: NonNullable<LocalServiceOptions[Name]>;
} {
  const { port = 0, host = "127.0.0.1", accessKey = defaultAccessKey, onRequest = () => undefined } = options;
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw wrong("port", "a whole number from 0 to 65535", port);
  if (typeof host !== "string" || host === "") throw wrong("host", "a host name or address", host);
  // A semicolon would end the key inside a connection string.
  if (typeof accessKey !== "string" || !/^[^;\p{Cc}]+$/u.test(accessKey) || accessKey !== accessKey.trim()) {
    throw wrong("accessKey", "a text without semicolons, control characters and blanks around it", accessKey);
  }
  if (typeof onRequest !== "function") throw wrong("onRequest", "a function", onRequest);
  return { port, host, accessKey, onRequest };
}

function wrong(option: string, expected: string, received: unknown): TypeError {
  const kind = received === null ? "null" : typeof received === "number" ? String(received) : `a ${typeof received}`;
  return new TypeError(`"${option}" must be ${expected}. Received ${kind}.`);
}
