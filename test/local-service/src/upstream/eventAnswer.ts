import type { Message } from "../hub/message.js";
import { metadataPrefix } from "./cloudEvent.js";
import { CallFailure, dataTypeOf, isSuccess, lastOf, mediaTypeOf } from "./wire.js";
import type { HandlerAnswer } from "./wire.js";

/**
 * Reads the answer to a user event.
 *
 * @returns the message for the client, or nothing where it is to get none
 * @throws CallFailure where the handler says no, or its answer cannot be used
 */
export function readEventAnswer(answer: HandlerAnswer): Message | undefined {
  if (!isSuccess(answer.status)) throw new CallFailure(`The handler answered with ${answer.status}.`);
  const metadata = readMetadata(answer);
  if (answer.body.length === 0) return metadata && { dataType: "text", text: "", metadata };
  const content = readContent(answer);
  return metadata === undefined ? content : { ...content, metadata };
}

function readContent(answer: HandlerAnswer): Message {
  const type = mediaTypeOf(answer);
  const dataType = type === "" ? "binary" : dataTypeOf(type);
  if (dataType === undefined) throw new CallFailure("The answer has a content type that no client can be sent.");
  if (dataType === "binary" || dataType === "protobuf") return { dataType, bytes: answer.body };
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(answer.body);
  if (dataType === "json" && !isJson(text)) throw new CallFailure("The answer is not the JSON that it says it is.");
  return { dataType, text };
}

function readMetadata(answer: HandlerAnswer): Record<string, string> | undefined {
  const names = Object.keys(answer.headers).filter((name) => name.startsWith(metadataPrefix));
  if (names.length === 0) return undefined;
  return Object.fromEntries(names.map((name) => [name.slice(metadataPrefix.length), lastOf(answer, name) ?? ""]));
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
