/** Why a request is not carried out. How that is put into an answer is a matter of the API version: see `era.ts`. */
export interface Problem {
  readonly status: number;
  /** What programs tell it by. */
  readonly code: string;
  readonly message: string;
  /** The parameter or the kind of thing that the problem is about. */
  readonly target?: string | undefined;
  /**
   * What the service calls a validation error: a `rule` that a part of the request breaks, or a `value` that means nothing
   * where it stands. Absent for other problems.
   */
  readonly invalid?: "rule" | "value" | undefined;
  /** Whether no operation has seen the request: there is none, or not for its method or its kind of body. */
  readonly isUnrouted?: boolean | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** Ends the handling of a REST request early. */
export class Failure extends Error {
  override readonly name = "Failure";

  constructor(readonly problem: Problem) {
    super(problem.message);
  }
}

/** A parameter, or a property of the body, that breaks a rule. */
export const invalid = (target: string, message: string): Failure =>
  new Failure({ status: 400, code: "Error.BadRequest", message, target, invalid: "rule" });

/**
 * A parameter whose value is none of those that there are, or no number where one is wanted (recorded traffic of the SDKs:
 * `clientType=socketio` sent to a resource that has no such clients).
 */
export const notValid = (target: string, value: string): Failure =>
  new Failure({
    status: 400,
    code: "Error.BadRequest",
    message: `The value '${value}' is not valid.`,
    target,
    invalid: "value",
  });

/** A request that cannot be used for another reason. */
export const unusable = (message: string): Failure =>
  new Failure({ status: 400, code: "Error.BadRequest", message, target: "Request" });

/** A body of a kind that the operation does not take. */
export const unsupportedMedia = (message: string): Failure =>
  new Failure({ status: 415, code: "Error.UnsupportedMediaType", message, isUnrouted: true });

/** The kinds of things that a request may look for in vain. */
export type Missing = "Connection" | "User" | "Group";

/**
 * Something that is not there.
 *
 * @param severity - the first part of the code, which differs by operation (recorded traffic of the JavaScript SDK, 2022,
 * and `Azure/azure-webpubsub`, tools/emulator)
 */
export const missing = (severity: "Info" | "Warning" | "Error", target: Missing, name: string): Failure =>
  new Failure({
    status: 404,
    code: `${severity}.${target}.NotExisted`,
    message: `${target} \`${name}\` is not found.`,
    target,
  });
