import { hubNameRule, isHubName } from "../hub/names.js";
import type { LocalServiceOptions } from "../options.js";
import type { HubOptions } from "../upstream/handlerOptions.js";
import { faultOfTemplate } from "../upstream/urlTemplate.js";
import { readConfig } from "./readConfig.js";

/** What arguments say about hubs and their event handlers. */
export interface HandlerArguments {
  /** A JSON file with options of `startLocalService`. */
  readonly config?: readonly string[] | undefined;
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
  const [file, ...others] = values.config ?? [];
  if (others.length > 0) throw new TypeError("--config may be given once: files are not put together.");
  const options = file === undefined ? {} : readConfig(file);
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
    checkHandler(hub, urlTemplate);
    add(hub, {
      eventHandlers: [{ urlTemplate, systemEvents: ["connect", "connected", "disconnected"], userEventPattern: "*" }],
    });
  }
  for (const hub of values["anonymous-connect"] ?? []) {
    if (!isHubName(hub)) throw new TypeError(`--anonymous-connect must be the name of a hub: ${hubNameRule}.`);
    add(hub, { anonymousConnect: true });
  }
  return added.size === 0 ? options : { ...options, hubs: join(options.hubs ?? {}, added) };
}

/** @throws TypeError that says what is wrong, without the address, whose query may hold a code */
function checkHandler(hub: string, urlTemplate: string): void {
  const fault =
    hub === ""
      ? undefined
      : isHubName(hub)
        ? faultOfTemplate(urlTemplate)?.replace(/^It /, "The address ")
        : `The hub's name is not one: ${hubNameRule}.`;
  if (hub !== "" && fault === undefined) return;
  const rule = '--event-handler must be hub=address, such as "chat=http://localhost:3000/{event}".';
  throw new TypeError(fault === undefined ? rule : `${rule} ${fault}`);
}

function join(hubs: Hubs, added: ReadonlyMap<string, HubOptions>): Hubs {
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
