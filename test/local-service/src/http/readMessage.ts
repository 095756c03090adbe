import type { IncomingMessage } from "node:http";
import type { Message } from "../hub/message.js";
import { Refusal, badRequest } from "./answer.js";

/** The largest message, in bytes: 1 MiB (Microsoft docs, concept-service-internals.md, "Client message limit"). */
export const messageLimit = 1_048_576;

/**
 * Reads a message from a request's body, by its content type; a request without one carries bytes.
 *
 * @throws Refusal 415 for another content type or an unknown charset, 400 for bad JSON and for more than 1 MiB
 */
export async function readMessage(request: IncomingMessage): Promise<Message> {
  const [mediaType = "", ...parameters] = (request.headers["content-type"] ?? "application/octet-stream").split(";");
  const type = mediaType.trim().toLowerCase();
  if (!["application/json", "application/octet-stream", "text/plain"].includes(type)) {
    throw new Refusal({
      status: 415,
      text: "Content types are application/json, application/octet-stream and text/plain.",
    });
  }
  const bytes = await readBytes(request);
  if (type === "application/octet-stream") return { dataType: "binary", bytes };
  const text = decode(bytes, parameters);
  if (type === "text/plain") return { dataType: "text", text };
  checkJson(text);
  return { dataType: "json", text };
}

async function readBytes(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > messageLimit) {
      throw new Refusal({
        status: 400,
        text: `A message may have at most ${messageLimit} bytes.`,
        // The rest of the body is not read, so the connection cannot be used again.
        headers: { Connection: "close" },
      });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function decode(bytes: Uint8Array, parameters: readonly string[]): string {
  const charset = parameters
    .map((parameter) => /^\s*charset\s*=\s*"?([^"]+?)"?\s*$/i.exec(parameter)?.[1])
    .find(Boolean);
  try {
    return new TextDecoder(charset ?? "utf-8", { ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Refusal({ status: 415, text: "The charset of the content type is not known." });
  }
}

function checkJson(text: string): void {
  try {
    JSON.parse(text);
  } catch {
    throw badRequest("The body is not valid JSON, although the content type says so.");
  }
}
