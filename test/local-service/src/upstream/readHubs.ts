import { hubNameRule, isHubName } from "../hub/names.js";
import { isSettings, kindOf } from "../kindOf.js";
import { faultOfPattern, patternRule, readPattern } from "./eventPattern.js";
import { FunctionTarget } from "./functionTarget.js";
import type { FunctionEventHandler } from "./functionOptions.js";
import { systemEvents } from "./handlerOptions.js";
import type { EventHandler, HubOptions, SystemEvent, UrlEventHandler } from "./handlerOptions.js";
import type { Handler } from "./handler.js";
import { faultOfTemplate, templateRule } from "./urlTemplate.js";

/** The settings of a hub, checked. */
export interface HubSettings {
  readonly anonymousConnect: boolean;
  readonly handlers: readonly Handler[];
}

/**
 * Checks the settings of hubs.
 *
 * @param mayHaveFunctions - whether handlers may be functions; JSON has none
 * @returns the settings by hub, in lower case
 * @throws TypeError that names the setting, what was expected and what kind of thing came
 */
export function readHubs(
  hubs: Readonly<Record<string, HubOptions>>,
  mayHaveFunctions = true,
): ReadonlyMap<string, HubSettings> {
  if (!isSettings(hubs)) throw wrong("hubs", "an object with the settings of each hub", hubs);
  const settings = new Map<string, HubSettings>();
  for (const [name, options] of Object.entries(hubs)) {
    if (!isHubName(name))
      throw new TypeError(`"hubs" has the name ${quoted(name)}, which no hub can have: ${hubNameRule}.`);
    if (settings.has(name.toLowerCase())) throw new TypeError(`"hubs" has the hub ${quoted(name)} twice.`);
    settings.set(name.toLowerCase(), readHub(`hubs.${name}`, options, mayHaveFunctions));
  }
  return settings;
}

function readHub(path: string, options: HubOptions, mayHaveFunctions: boolean): HubSettings {
  refuseOthers(path, options, ["eventHandlers", "anonymousConnect"]);
  const { eventHandlers = [], anonymousConnect = false } = options;
  if (typeof anonymousConnect !== "boolean") throw wrong(`${path}.anonymousConnect`, "true or false", anonymousConnect);
  if (!Array.isArray(eventHandlers)) throw wrong(`${path}.eventHandlers`, "a list", eventHandlers);
  const list: readonly EventHandler[] = eventHandlers;
  return {
    anonymousConnect,
    handlers: list.map((handler, index) => readHandler(`${path}.eventHandlers[${index}]`, handler, mayHaveFunctions)),
  };
}

const urlSettings = ["urlTemplate", "systemEvents", "userEventPattern"] as const;
const functions = [...systemEvents, "userEvent"] as const;

function readHandler(path: string, handler: EventHandler, mayHaveFunctions: boolean): Handler {
  const kinds = mayHaveFunctions ? "an object with a urlTemplate, or with functions" : "an object with a urlTemplate";
  if (!isSettings(handler)) throw wrong(path, kinds, handler);
  if ("urlTemplate" in handler) return readUrlHandler(path, handler);
  if (mayHaveFunctions && functions.some((name) => name in handler)) return readFunctionHandler(path, handler);
  // It is neither, most often because a name is misspelt.
  refuseOthers(path, handler, [...urlSettings, ...(mayHaveFunctions ? functions : [])]);
  const ways = mayHaveFunctions ? `, or one of ${functions.join(", ")}` : "";
  throw new TypeError(`"${path}" gets no event: it needs a "urlTemplate"${ways}.`);
}

function readUrlHandler(path: string, handler: UrlEventHandler): Handler {
  refuseOthers(path, handler, urlSettings);
  const { urlTemplate, systemEvents: wanted = [], userEventPattern } = handler;
  const fault = typeof urlTemplate === "string" ? faultOfTemplate(urlTemplate) : undefined;
  if (typeof urlTemplate !== "string" || fault !== undefined)
    throw wrong(`${path}.urlTemplate`, templateRule, urlTemplate, fault);
  const areSystemEvents = `a list of any of ${systemEvents.join(", ")}`;
  if (!Array.isArray(wanted)) throw wrong(`${path}.systemEvents`, areSystemEvents, wanted);
  const other = wanted.findIndex((event) => !systemEvents.includes(event));
  if (other !== -1) {
    const name: unknown = wanted[other];
    const item = `Its item ${other} is ${typeof name === "string" ? quoted(name) : kindOf(name)}.`;
    throw wrong(`${path}.systemEvents`, areSystemEvents, wanted, item);
  }
  if (wanted.length === 0 && userEventPattern === undefined)
    throw new TypeError(`"${path}" gets no event: it needs "systemEvents", "userEventPattern" or both.`);
  const isForUserEvent = readUserEvents(path, userEventPattern);
  return { isForSystemEvent: (event) => wanted.includes(event), isForUserEvent, target: { urlTemplate } };
}

function readFunctionHandler(path: string, handler: FunctionEventHandler): Handler {
  refuseOthers(path, handler, [...functions, "userEventPattern"]);
  const wrongOne = functions.find((name) => !["undefined", "function"].includes(typeof handler[name]));
  if (wrongOne !== undefined) throw wrong(`${path}.${wrongOne}`, "a function", handler[wrongOne]);
  if (functions.every((name) => handler[name] === undefined))
    throw new TypeError(`"${path}" gets no event: it needs a "urlTemplate", or one of ${functions.join(", ")}.`);
  if (handler.userEvent === undefined && handler.userEventPattern !== undefined)
    throw new TypeError(`"${path}.userEventPattern" is for the function "userEvent", which is missing.`);
  return {
    isForSystemEvent: (event: SystemEvent) => handler[event] !== undefined,
    isForUserEvent: handler.userEvent ? readUserEvents(path, handler.userEventPattern ?? "*") : () => false,
    target: new FunctionTarget(handler),
  };
}

function readUserEvents(path: string, pattern: string | undefined): (event: string) => boolean {
  if (pattern === undefined) return () => false;
  const read = typeof pattern === "string" ? readPattern(pattern) : undefined;
  if (read === undefined) {
    const fault = typeof pattern === "string" ? faultOfPattern(pattern) : undefined;
    throw wrong(`${path}.userEventPattern`, patternRule, pattern, fault);
  }
  return read;
}

function refuseOthers(path: string, options: object, known: readonly string[]): void {
  if (!isSettings(options)) throw wrong(path, "an object", options);
  const other = Object.keys(options).find((name) => !known.includes(name));
  if (other !== undefined)
    throw new TypeError(`There is no setting ${quoted(other)} of "${path}". There are: ${known.join(", ")}.`);
}

const quoted = (name: string): string => JSON.stringify(name.slice(0, 80));

/** @param fault - what is wrong, where that is not its kind */
function wrong(setting: string, expected: string, received: unknown, fault?: string): TypeError {
  return new TypeError(`"${setting}" must be ${expected}. ${fault ?? `Received ${kindOf(received)}.`}`);
}
