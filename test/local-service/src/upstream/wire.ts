import type { DataType } from "../hub/message.js";

/** A request to an event handler, whatever way it goes. */
export interface HandlerRequest {
  /** In the letter case that they are sent in. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** What a handler answered. */
export interface HandlerAnswer {
  readonly status: number;
  /** By name in lower case; a header may be there more than once. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly body: Uint8Array;
}

/** Why there is no answer, or none that can be used. The message is for whoever runs the service, not for the client. */
export class CallFailure extends Error {
  override readonly name = "CallFailure";

  /** @param mayRepeat - whether another attempt may help: the connection failed */
  constructor(
    message: string,
    readonly mayRepeat = false,
  ) {
    super(message);
  }
}

/** Whether a status says yes. */
export const isSuccess = (status: number): boolean => status >= 200 && status < 300;

/** The value of a header; the last one where there are several. */
export const lastOf = ({ headers }: HandlerAnswer, name: string): string | undefined => headers[name]?.at(-1);

/** The media type of an answer in lower case, without parameters; empty where it has none. */
export const mediaTypeOf = (answer: HandlerAnswer): string => withoutParameters(lastOf(answer, "content-type") ?? "");

/** The media type of a Content-Type in lower case. */
export const withoutParameters = (contentType: string): string => contentType.split(";")[0]?.trim().toLowerCase() ?? "";

/** What kinds of data are called in headers (Microsoft docs, reference-cloud-events.md; protobuf as in the team's emulator). */
export const mediaTypes: Readonly<Record<DataType, string>> = {
  text: "text/plain",
  json: "application/json",
  binary: "application/octet-stream",
  protobuf: "application/x-protobuf",
};

/** The kind of data that has a media type. */
export const dataTypeOf = (mediaType: string): DataType | undefined =>
  (Object.keys(mediaTypes) as DataType[]).find((dataType) => mediaTypes[dataType] === mediaType);
