import type { Answer } from "./answer.js";
import { apiVersions } from "./apiVersions.js";
import type { ApiVersion } from "./apiVersions.js";
import type { Problem } from "./failure.js";

/**
 * What the same operation does differently in the versions of a time. Which operations and parameters a version has is
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
  /** Whether headers of a send go along with its message. */
  readonly takesMetadata: boolean;
  /** What answers have in their headers where an operation has seen the request, but for those about broken rules. */
  readonly operationHeaders: Readonly<Record<string, string>>;
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
  takesMetadata: false,
  operationHeaders: {},
  answer({ status, target, message, headers }, method) {
    // HEAD was answered with nothing about a body, not even its type.
    if (method === "HEAD") return { status, headers };
    return { status, text: status === 404 && target === "Connection" ? "Connection id not found" : message, headers };
  },
};

// The live service names its releases, and not the preview.
const operationHeaders = { "api-supported-versions": apiVersions.slice(1).join(", ") };

/**
 * 2021-10-01 and later, as the SDKs recorded them from 2022 on.
 *
 * @param inner - what error bodies call the member for the error behind the error, which is always null
 */
const released = (inner: "innererror" | "inner"): Era => ({
  removed: { status: 204 },
  removedFromGroup: { status: 204 },
  takesAbsentUsers: false,
  permissionsForEveryGroup: false,
  revokesFromUnknown: true,
  takesMetadata: true,
  operationHeaders,
  answer({ status, code, message, target = null, invalid, isUnrouted, headers }) {
    const body = { code, message, target };
    const hasVersions = invalid !== "rule" && isUnrouted !== true && status < 500;
    return {
      status,
      headers: { "x-ms-error-code": code, ...(hasVersions && operationHeaders), ...headers },
      type: `application/${invalid === "rule" ? "problem+json" : "json"}; charset=utf-8`,
      text: JSON.stringify(invalid ? { ...body, ...validation(body) } : { ...body, details: null, [inner]: null }),
    };
  },
});

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

/** Recorded in 2022 with 2021-10-01 and 2022-11-01, whatever the documents say. */
const before2023 = released("innererror");

/** Recorded with the versions from 2023-07-01 on, which do what the documents say. */
const since2023 = released("inner");

/** The era of a version. */
export function eraOf(version: ApiVersion): Era {
  if (version === "2020-10-01") return preview;
  return version < "2023-07-01" ? before2023 : since2023;
}
