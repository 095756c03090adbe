import type { WebPubSubClientOptions } from "./clientOptions.js";
import { argumentError } from "../generated/runtime/invalidArgument.js";

type Name = keyof WebPubSubClientOptions;

/** Options that hold others. */
const groups = [
  "credentials",
  "loggingOptions",
  "proxyOptions",
  "redirectOptions",
  "retryOptions",
  "telemetryOptions",
  "tlsOptions",
  "userAgentOptions",
] as const satisfies Name[];

/** Options that turn something on or off. */
const switches = ["allowInsecureConnection", "validate"] as const satisfies Name[];

/** Options that do something, by the methods that are called for it. */
const requiredMethods = {
  agent: ["addRequest"],
  httpClient: ["sendRequest"],
  pipeline: ["clone", "sendRequest"],
} as const satisfies { readonly [Option in Name]?: readonly string[] };

/**
 * Checks the kinds of a client's options, of those that are not checked where they are used: a wrong one would fail later, in
 * the middle of a call, or do nothing. Other names are passed over: whoever builds on this client hands on options that
 * hold more.
 *
 * @throws TypeError with code `INVALID_ARGUMENT`
 */
export function checkClientOptions(options: WebPubSubClientOptions): void {
  if (typeof options !== "object" || options === null) throw argumentError("options", "an object", options);
  for (const name of groups) {
    const value: unknown = options[name];
    if (value !== undefined && (typeof value !== "object" || value === null || Array.isArray(value)))
      throw argumentError(name, "an object", value);
  }
  for (const name of switches) {
    const value: unknown = options[name];
    if (value !== undefined && typeof value !== "boolean") throw argumentError(name, "true or false", value);
  }
  const scopes: unknown = options.credentials?.scopes;
  if (scopes !== undefined && !isSomeTexts(scopes))
    throw argumentError("credentials.scopes", "an array of one or more texts", scopes);
  for (const [name, methods] of Object.entries(requiredMethods))
    checkMethods(name, options[name as keyof typeof requiredMethods], methods, "an object with");
  const { additionalPolicies = [] } = options;
  if (!Array.isArray(additionalPolicies)) throw argumentError("additionalPolicies", "an array", additionalPolicies);
  additionalPolicies.forEach((entry: unknown, index) => {
    const { policy = null, position } = (entry ?? {}) as { readonly policy?: unknown; readonly position?: unknown };
    const name = `additionalPolicies[${index}]`;
    checkMethods(`${name}.policy`, policy, ["sendRequest"], "a policy, with");
    if (position !== "perCall" && position !== "perRetry")
      throw argumentError(`${name}.position`, '"perCall" or "perRetry"', position);
  });
}

/** A text alone is as good as an array of it: credentials take both. */
function isSomeTexts(value: unknown): boolean {
  const texts: unknown[] = [value].flat();
  return texts.length > 0 && texts.every((text) => typeof text === "string" && text !== "");
}

function checkMethods(name: string, value: unknown, methods: readonly string[], what: string): void {
  if (value === undefined) return;
  const members = (value ?? {}) as Readonly<Record<string, unknown>>;
  if (methods.every((method) => typeof members[method] === "function")) return;
  throw argumentError(name, `${what} the method${methods.length > 1 ? "s" : ""} ${methods.join(" and ")}`, value);
}
