import { latestVersion } from "../http/apiVersions.js";
import { messageLimit } from "../http/readBody.js";
import type { RestRequest } from "../http/restRequest.js";

/** A message that somebody wrote on the page. */
export interface Draft {
  /** What its answer is to be known by. */
  readonly id: number;
  readonly hub: string;
  readonly target: "all" | "group" | "user" | "connection";
  /** The group, user or connection; without meaning for all. */
  readonly name: string;
  readonly contentType: "text/plain" | "application/json" | "application/octet-stream";
  /** The text, or the bytes in hexadecimal. */
  readonly body: string;
}

/** Where targets other than all are in the API. */
const folders: ReadonlyMap<unknown, string> = new Map([
  ["all", ""],
  ["group", "groups"],
  ["user", "users"],
  ["connection", "connections"],
]);

const contentTypes: readonly unknown[] = ["text/plain", "application/json", "application/octet-stream"];

/** Reads what the page sent. @returns nothing where no page of ours would send it */
export function readDraft(frame: string): Draft | undefined {
  try {
    const draft = JSON.parse(frame) as Draft;
    const texts: unknown[] = [draft.hub, draft.name, draft.body];
    // Fails for halves of characters, which no address can hold.
    encodeURIComponent(`${draft.hub}/${draft.name}`);
    const isDraft =
      Number.isInteger(draft.id) &&
      texts.every((text) => typeof text === "string") &&
      folders.has(draft.target) &&
      contentTypes.includes(draft.contentType) &&
      (draft.contentType !== "application/octet-stream" || /^(?:[0-9a-f]{2})*$/i.test(draft.body));
    return isDraft ? draft : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The request that sends a draft, as any client would make it.
 *
 * @param origin - scheme and host of the service
 * @param token - what the request is allowed by
 */
export function requestOf({ hub, target, name, contentType, body }: Draft, origin: string, token: string): RestRequest {
  const bytes = Buffer.from(body, contentType === "application/octet-stream" ? "hex" : "utf8");
  const parts = target === "all" ? [hub] : [hub, folders.get(target) ?? "", name];
  return {
    method: "POST",
    origin,
    url: `/api/hubs/${parts.map(encodeURIComponent).join("/")}/:send?api-version=${latestVersion}`,
    headers: { "content-type": contentType, authorization: `Bearer ${token}`, host: origin.replace(/^\w+:\/\//, "") },
    // As for any request that is too large.
    body: bytes.length > messageLimit ? undefined : bytes,
  };
}
