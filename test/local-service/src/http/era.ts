import type { Answer } from "./answer.js";
import { apiVersions } from "./apiVersions.js";
import type { ApiVersion } from "./apiVersions.js";
import type { Problem } from "./failure.js";

/**
 * What the same operation does differently before and since 2021-10-01. Which operations and parameters a version has is
 * written elsewhere, in `routes.ts` and `apiVersions.ts`.
 */
export interface Era {
  /** The answer to what closes or removes something, whether or not it was there. */
  readonly removed: Answer;
  /** The same where a connection is taken out of a group. */
  readonly removedFromGroup: Answer;
  /** Whether a user who is not connected may be put into a group. */
  readonly takesAbsentUsers: boolean;
  /** Whether a permission that names no group is for every group. Otherwise one must be named. */
  readonly permissionsForEveryGroup: boolean;
  /** Whether taking a permission from an unknown connection succeeds. */
  readonly revokesFromUnknown: boolean;
  /** What every answer to a request that was carried out has in its headers. */
  readonly successHeaders: Readonly<Record<string, string>>;
  /** Puts a problem into words. */
  answer(problem: Problem, method: string): Answer;
}

/** 2020-10-01, as its JavaScript and Java SDKs recorded it in April 2021: plain text, and 200 for all that was done. */
const preview: Era = {
  removed: { status: 200 },
  removedFromGroup: { status: 200, text: "Ok" },
  takesAbsentUsers: true,
  permissionsForEveryGroup: true,
  revokesFromUnknown: false,
  successHeaders: {},
  answer({ status, target, message, headers }, method) {
    // HEAD was answered with nothing about a body, not even its type.
    if (method === "HEAD") return { status, headers };
    return { status, text: status === 404 && target === "Connection" ? "Connection id not found" : message, headers };
  },
};

/** 2021-10-01 and later, as the SDKs recorded them from 2022 on. */
const released: Era = {
  removed: { status: 204 },
  removedFromGroup: { status: 204 },
  takesAbsentUsers: false,
  permissionsForEveryGroup: false,
  revokesFromUnknown: true,
  // The live service names its releases, and not the preview.
  successHeaders: { "api-supported-versions": apiVersions.slice(1).join(", ") },
  answer({ status, code, message, target = null, invalid, headers }) {
    const common = { code, message, target };
    return {
      status,
      headers: { "x-ms-error-code": code, ...headers },
      ...(invalid
        ? {
            type: "application/problem+json; charset=utf-8",
            text: JSON.stringify({ ...common, ...validation(common) }),
          }
        : {
            type: "application/json; charset=utf-8",
            // The documents say "inner"; the service writes this.
            text: JSON.stringify({ ...common, details: null, innererror: null }),
          }),
    };
  },
};

function validation({ message, target }: { message: string; target: string | null }): object {
  return {
    errors: { [target ?? ""]: [message] },
    type: null,
    title: "One or more validation errors occurred.",
    status: 400,
    detail: null,
    instance: null,
    extensions: {},
  };
}

/** The era of a version. */
export const eraOf = (version: ApiVersion): Era => (version === "2020-10-01" ? preview : released);
