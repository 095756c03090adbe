import { TextDecoder } from "node:util";
import type { Message } from "../hub/message.js";
import { invalid, unsupportedMedia, unusable } from "./failure.js";
import { messageLimit } from "./readBody.js";
import type { RestRequest } from "./restRequest.js";

export { messageLimit };

/**
 * Reads a message from a request's body, by its content type; a request without one carries bytes.
 *
 * @throws Failure 415 for another content type or an unknown charset, 400 for bad JSON and for more than 1 MiB
 */
export function readMessage(request: RestRequest): Message {
  const { type, charset } = readContentType(request);
  if (!["application/json", "application/octet-stream", "text/plain"].includes(type))
    throw unsupportedMedia("Content types are application/json, application/octet-stream and text/plain.");
  const bytes = readBytes(request);
  if (type === "application/octet-stream") return { dataType: "binary", bytes };
  if (type === "text/plain") return { dataType: "text", text: decoderOf(charset).decode(bytes) };
  return { dataType: "json", text: readJson(bytes, charset).text };
}

/**
 * Reads a JSON object from a request's body.
 *
 * @throws Failure 415 for another content type, 400 for what is not an object in JSON
 */
export function readJsonObject(request: RestRequest): Readonly<Record<string, unknown>> {
  const { type, charset } = readContentType(request);
  if (type !== "application/json") throw unsupportedMedia("The content type is application/json.");
  const { value } = readJson(readBytes(request), charset);
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw invalid("body", "The body is a JSON object.");
}

function readContentType({ headers }: RestRequest): { type: string; charset: string } {
  const [type = "", ...parameters] = (headers["content-type"] || "application/octet-stream").split(";");
  const charset = parameters.map((parameter) => /^\s*charset\s*=(.*)$/is.exec(parameter)?.[1]?.trim()).find(Boolean);
  return { type: type.trim().toLowerCase(), charset: unquote(charset) ?? "utf-8" };
}

/** A parameter's value without the quotes around it; what has one quote only is no value at all (RFC 9110, section 5.6.6). */
function unquote(value: string | undefined): string | undefined {
  if (value === undefined || !value.includes('"')) return value;
  const [, quoted] = /^"([^"]+)"$/.exec(value) ?? [];
  if (quoted === undefined) throw unsupportedMedia("The charset of the content type is not known.");
  return quoted;
}

function readBytes({ body }: RestRequest): Uint8Array {
  if (body !== undefined) return body;
  throw unusable(`A message may have at most ${messageLimit} bytes.`);
}

function decoderOf(charset: string, { fatal = false } = {}): TextDecoder {
  try {
    return new TextDecoder(charset, { ignoreBOM: true, fatal });
  } catch {
    throw unsupportedMedia("The charset of the content type is not known.");
  }
}

/**
 * Bytes that are no text make no JSON either: decoded all the same, a value would reach clients changed. The text of the
 * failure is the service's (`Azure/azure-webpubsub`, tools/emulator).
 */
function readJson(bytes: Uint8Array, charset: string): { text: string; value: unknown } {
  const decoder = decoderOf(charset, { fatal: true });
  try {
    const text = decoder.decode(bytes);
    return { text, value: JSON.parse(text) };
  } catch {
    throw unusable("The request body is not a valid JSON.");
  }
}
