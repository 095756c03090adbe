import { readFileSync } from "node:fs";
import { refuseUnknown } from "../refuseUnknown.js";
import type { LocalServiceOptions } from "../options.js";
import type { HubOptions } from "../upstream/handlerOptions.js";

/** What arguments say about hubs and their event handlers. */
export interface HandlerArguments {
  /** A JSON file with options of `startLocalService`. */
  readonly config?: string | undefined;
  /** `hub=address`, for all events of the hub. */
  readonly "event-handler"?: readonly string[] | undefined;
  /** Hubs whose clients need no token. */
  readonly "anonymous-connect"?: readonly string[] | undefined;
}

type Hubs = Readonly<Record<string, HubOptions>>;

/**
 * The options of the file, and those of the arguments about hubs. Handlers of arguments come before those of the file.
 *
 * @throws TypeError for a file that cannot be used, and for arguments of another form
 */
export function readHandlerArguments(values: HandlerArguments): LocalServiceOptions {
  const options = values.config === undefined ? {} : readConfig(values.config);
  const added = new Map<string, HubOptions>();
  const add = (hub: string, { eventHandlers = [], anonymousConnect }: HubOptions): void => {
    const known = added.get(hub.toLowerCase());
    added.set(hub.toLowerCase(), {
      eventHandlers: [...(known?.eventHandlers ?? []), ...eventHandlers],
      anonymousConnect: anonymousConnect ?? known?.anonymousConnect,
    });
  };
  for (const argument of values["event-handler"] ?? []) {
    const [, hub = "", urlTemplate = ""] = /^([^=]+)=(.+)$/.exec(argument) ?? [];
    if (hub === "")
      throw new TypeError('--event-handler must be hub=address, such as "chat=http://localhost:3000/{event}".');
    add(hub, {
      eventHandlers: [{ urlTemplate, systemEvents: ["connect", "connected", "disconnected"], userEventPattern: "*" }],
    });
  }
  for (const hub of values["anonymous-connect"] ?? []) add(hub, { anonymousConnect: true });
  return added.size === 0 ? options : { ...options, hubs: join(options.hubs ?? {}, added) };
}

/** The arguments again, to be written into a command. */
export function handlerArgumentsOf(values: HandlerArguments): string[] {
  const quoted = (text: string): string => (/^[\w./:@-]+$/.test(text) ? text : `"${text}"`);
  return [
    ...(values.config === undefined ? [] : [`--config ${quoted(values.config)}`]),
    // A query may hold a code that is for the handler alone.
    ...(values["event-handler"] ?? []).map((one) => `--event-handler ${quoted(one.replace(/\?.*$/s, "?..."))}`),
    ...(values["anonymous-connect"] ?? []).map((hub) => `--anonymous-connect ${quoted(hub)}`),
  ];
}

function join(hubs: Hubs, added: ReadonlyMap<string, HubOptions>): Hubs {
  // What is no object is refused at the start, as it is without arguments.
  if (typeof hubs !== "object" || hubs === null || Array.isArray(hubs)) return hubs;
  const joined: Record<string, HubOptions> = { ...hubs };
  for (const [name, { eventHandlers = [], anonymousConnect }] of added) {
    const key = Object.keys(hubs).find((hub) => hub.toLowerCase() === name) ?? name;
    const own = joined[key] ?? {};
    joined[key] = {
      ...own,
      eventHandlers: [...eventHandlers, ...(own.eventHandlers ?? [])],
      ...(anonymousConnect !== undefined && { anonymousConnect }),
    };
  }
  return joined;
}

/** What the file may hold: whatever JSON can say of a service. */
const inFile = [
  "port",
  "host",
  "accessKey",
  "secondaryAccessKey",
  "allowedOrigins",
  "allowedHosts",
  "statusPage",
  "hubs",
] as const;

function readConfig(path: string): LocalServiceOptions {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new TypeError(`--config names a file that cannot be read (${(error as NodeJS.ErrnoException).code}).`, {
      cause: error,
    });
  }
  let options: LocalServiceOptions;
  try {
    options = JSON.parse(text) as LocalServiceOptions;
  } catch {
    // Without what the parser says, which repeats a part of the file, and a key may be there.
    throw new TypeError("--config names a file that is not JSON.");
  }
  refuseUnknown("the file of --config", options, inFile);
  return options;
}
