import type { RequestParameters } from "@azure-rest/core-client";
import { argumentError } from "../generated/runtime/invalidArgument.js";

/** What a WebSocket client speaks: one of the service's own protocols or none, or MQTT. */
export type ClientProtocol = "default" | "mqtt";

/** What a WebSocket client may do, and who it is; and how the service is asked for its token, where it has to be asked. */
export interface ClientAccessOptions {
  /**
   * Who the client is. Left out, it connects without a user id. One with a slash is reached by a filter only, such as
   * `userId eq 'a/b'`: in the path of a request the service takes `%2F` literally.
   */
  readonly userId?: string | undefined;
  /**
   * What the client may do by itself: `webpubsub.joinLeaveGroup`, `webpubsub.sendToGroup`, or either followed by
   * `.<group>` for one group.
   */
  readonly roles?: readonly string[] | undefined;
  /** The groups that the client is in from the start. As with user ids, one with a slash is reached by a filter only. */
  readonly groups?: readonly string[] | undefined;
  /**
   * How long the token lets a client connect, in minutes. A connection that is open stays open.
   *
   * @defaultValue 60
   */
  readonly expiresInMinutes?: number | undefined;
  /**
   * What the client will speak. MQTT clients connect to an address of their own, for which their token is made.
   *
   * @defaultValue "default"
   */
  readonly protocol?: ClientProtocol | undefined;
  /** Ends the making of the token when it fires. */
  readonly abortSignal?: RequestParameters["abortSignal"] | undefined;
  /** How long the making of the token may take, in milliseconds; 0 for as long as it likes. */
  readonly timeoutInMs?: number | undefined;
  /** The span below which the request is to appear that asks the service for a token. */
  readonly tracingOptions?: RequestParameters["tracingOptions"] | undefined;
}

const names = [
  "userId",
  "roles",
  "groups",
  "expiresInMinutes",
  "protocol",
  "abortSignal",
  "timeoutInMs",
  "tracingOptions",
] as const satisfies (keyof ClientAccessOptions)[];

/** Some four thousand years. Later ends are meant by nobody, and the greatest are no whole numbers any more. */
const longestMinutes = 2 ** 31;

/**
 * Checks what a caller asks for. What ends the call is checked where it is heeded.
 *
 * @throws TypeError with code `INVALID_ARGUMENT`
 */
export function checkClientAccessOptions(options: ClientAccessOptions): void {
  if (typeof options !== "object" || options === null) throw argumentError("options", "an object", options);
  // A misspelt name would make a token that says less than was meant.
  if (Object.keys(options).some((name) => !(names as readonly string[]).includes(name))) {
    const expected = `made of ${names.map((name) => `"${name}"`).join(", ")}`;
    throw argumentError("options", expected, options, { phrase: "an option of another name" });
  }
  const { userId, roles, groups, expiresInMinutes = 1, protocol = "default" } = options;
  if (typeof expiresInMinutes !== "number" || !(expiresInMinutes > 0))
    throw argumentError("expiresInMinutes", "a number greater than 0", expiresInMinutes);
  if (expiresInMinutes > longestMinutes)
    throw argumentError("expiresInMinutes", `at most ${longestMinutes}`, expiresInMinutes, {
      phrase: "a greater number",
    });
  if (userId !== undefined && (typeof userId !== "string" || userId === ""))
    throw argumentError("userId", "a non-empty string", userId);
  if (roles !== undefined) checkStrings("roles", roles);
  if (groups !== undefined) checkStrings("groups", groups);
  if (protocol !== "default" && protocol !== "mqtt") {
    const told = typeof protocol === "string" ? { phrase: "another string" } : {};
    throw argumentError("protocol", '"default" or "mqtt"', protocol, told);
  }
}

function checkStrings(argument: string, values: readonly string[]): void {
  if (Array.isArray(values) && values.every((value) => typeof value === "string" && value !== "")) return;
  throw argumentError(
    argument,
    "an array of non-empty strings",
    values,
    Array.isArray(values) ? { phrase: "an array with something else in it" } : {},
  );
}
