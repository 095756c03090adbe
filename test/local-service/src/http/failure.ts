/** Why a request is not carried out. How that is put into an answer is a matter of the API version: see `era.ts`. */
export interface Problem {
  readonly status: number;
  /** What programs tell it by. */
  readonly code: string;
  readonly message: string;
  /** The parameter or the kind of thing that the problem is about. */
  readonly target?: string | undefined;
  /** Whether the request itself breaks a rule of the API. */
  readonly invalid?: boolean | undefined;
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
  new Failure({ status: 400, code: "Error.BadRequest", message, target, invalid: true });

/** A request that cannot be used for another reason. */
export const unusable = (message: string): Failure => new Failure({ status: 400, code: "Error.BadRequest", message });

/** A body of a kind that the operation does not take. */
export const unsupportedMedia = (message: string): Failure =>
  new Failure({ status: 415, code: "Error.UnsupportedMediaType", message });

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
