import { isHubName } from "../hub/names.js";
import { kindOf } from "../kindOf.js";
import { patternRule, readPattern } from "./eventPattern.js";
import { FunctionTarget } from "./functionTarget.js";
import type { FunctionEventHandler } from "./functionOptions.js";
import { systemEvents } from "./handlerOptions.js";
import type { EventHandler, HubOptions, SystemEvent, UrlEventHandler } from "./handlerOptions.js";
import type { Handler } from "./handler.js";
import { isUrlTemplate, templateRule } from "./urlTemplate.js";

/** The settings of a hub, checked. */
export interface HubSettings {
  readonly anonymousConnect: boolean;
  readonly handlers: readonly Handler[];
}

/**
 * Checks the settings of hubs.
 *
 * @returns the settings by hub, in lower case
 * @throws TypeError that names the setting, what was expected and what kind of thing came
 */
export function readHubs(hubs: Readonly<Record<string, HubOptions>>): ReadonlyMap<string, HubSettings> {
  if (!isObject(hubs)) throw wrong("hubs", "an object with the settings of each hub", hubs);
  const settings = new Map<string, HubSettings>();
  for (const [name, options] of Object.entries(hubs)) {
    if (!isHubName(name)) throw new TypeError(`"hubs" has the name ${quoted(name)}, which no hub can have.`);
    if (settings.has(name.toLowerCase())) throw new TypeError(`"hubs" has the hub ${quoted(name)} twice.`);
    settings.set(name.toLowerCase(), readHub(`hubs.${name}`, options));
  }
  return settings;
}

function readHub(path: string, options: HubOptions): HubSettings {
  refuseOthers(path, options, ["eventHandlers", "anonymousConnect"]);
  const { eventHandlers = [], anonymousConnect = false } = options;
  if (typeof anonymousConnect !== "boolean") throw wrong(`${path}.anonymousConnect`, "true or false", anonymousConnect);
  if (!Array.isArray(eventHandlers)) throw wrong(`${path}.eventHandlers`, "a list", eventHandlers);
  const list: readonly EventHandler[] = eventHandlers;
  return {
    anonymousConnect,
    handlers: list.map((handler, index) => readHandler(`${path}.eventHandlers[${index}]`, handler)),
  };
}

function readHandler(path: string, handler: EventHandler): Handler {
  if (!isObject(handler)) throw wrong(path, "an object with a urlTemplate, or with functions", handler);
  return "urlTemplate" in handler ? readUrlHandler(path, handler) : readFunctionHandler(path, handler);
}

function readUrlHandler(path: string, handler: UrlEventHandler): Handler {
  refuseOthers(path, handler, ["urlTemplate", "systemEvents", "userEventPattern"]);
  const { urlTemplate, systemEvents: wanted = [], userEventPattern } = handler;
  if (typeof urlTemplate !== "string" || !isUrlTemplate(urlTemplate))
    throw wrong(`${path}.urlTemplate`, templateRule, urlTemplate);
  const isList = Array.isArray(wanted) && wanted.every((event) => systemEvents.includes(event));
  if (!isList) throw wrong(`${path}.systemEvents`, `a list of any of ${systemEvents.join(", ")}`, wanted);
  if (wanted.length === 0 && userEventPattern === undefined)
    throw new TypeError(`"${path}" gets no event: it needs "systemEvents", "userEventPattern" or both.`);
  const isForUserEvent = readUserEvents(path, userEventPattern);
  return { isForSystemEvent: (event) => wanted.includes(event), isForUserEvent, target: { urlTemplate } };
}

function readFunctionHandler(path: string, handler: FunctionEventHandler): Handler {
  const functions = [...systemEvents, "userEvent"] as const;
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
  if (read === undefined) throw wrong(`${path}.userEventPattern`, patternRule, pattern);
  return read;
}

function refuseOthers(path: string, options: object, known: readonly string[]): void {
  if (!isObject(options)) throw wrong(path, "an object", options);
  const other = Object.keys(options).find((name) => !known.includes(name));
  if (other !== undefined)
    throw new TypeError(`There is no setting ${quoted(other)} of "${path}". There are: ${known.join(", ")}.`);
}

const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const quoted = (name: string): string => JSON.stringify(name.slice(0, 80));

function wrong(setting: string, expected: string, received: unknown): TypeError {
  const kind = Array.isArray(received) ? "a list" : kindOf(received);
  return new TypeError(`"${setting}" must be ${expected}. Received ${kind}.`);
}
