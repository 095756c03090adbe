import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import type { Case } from "./cases.js";
import { isSend } from "./cases.js";
import type { Coding, Cut, Fault, Framing } from "./faultKinds.js";

/** What can be done to a connection. */
export interface Connection {
  /** Writes, and waits until there is room for more. */
  write(bytes: string | Uint8Array): Promise<void>;
  end(cut: Cut): void;
  wait(milliseconds: number): Promise<void>;
  /** Waits until the other side has ended the connection. */
  untilClosed(): Promise<void>;
}

/** What becomes of a connection when an answer is out. */
export type After = "keep" | "close" | "ended";

const compress: Record<Coding, (bytes: Buffer) => Buffer> = {
  gzip: (bytes) => gzipSync(bytes),
  deflate: (bytes) => deflateSync(bytes),
  br: (bytes) => brotliCompressSync(bytes),
};

/**
 * How many bytes of an answer the campaign's clients take. The usual bound is larger; unpacking so much goes through so many
 * hands that a machine under load needs a minute for it.
 */
export const maxResponseBytes = 2 ** 20;

/** More than a client takes. */
const oversized = Buffer.alloc(maxResponseBytes + 50_000, "0");
const oversizedPacked = gzipSync(oversized);

/** What the operation of a case answers where nothing is wrong. */
export function goodAnswer({ operation, index }: Pick<Case, "operation" | "index">): { status: number; body: string } {
  if (operation === "list")
    return { status: 200, body: JSON.stringify({ value: [{ connectionId: `connection-${index}` }] }) };
  return {
    status: operation === "remove" ? 204 : operation === "send" || operation === "sendToGroup" ? 202 : 200,
    body: "",
  };
}

type StatusBody = Extract<Fault, { kind: "status" }>["body"];

/** The bodies that come with a status. The code of the JSON is one that the service has. */
export function statusBody(body: StatusBody): string {
  if (body === "none") return "";
  if (body === "html") return "<html><body><h1>Bad gateway</h1></body></html>";
  if (body === "large") return `<html>${"<p>a long page</p>".repeat(12_000)}</html>`;
  return JSON.stringify({ error: { code: "SampleError", message: "A sample error." } });
}

/** Whether the connection ends in the middle of the body that comes with a status. */
export const isCut = (body: StatusBody): boolean => body === "cut" || body === "resetLater" || body === "closedLater";

/** Answers an attempt as its fault says. */
export async function answer(case_: Case, fault: Fault, connection: Connection): Promise<After> {
  const isHead = case_.operation === "exists";
  const good = goodAnswer(case_);
  // Where a broken answer needs a body, it has the status that a good one would have, as far as that may have one.
  const status = good.status === 204 ? 200 : good.status;
  const text = good.body === "" ? `{"value":"${"y".repeat(300)}"}` : good.body;
  const send = async (head: Head, body: Uint8Array | string, framing: Framing = "length"): Promise<void> => {
    const bytes = Buffer.from(body as string);
    const length = framing === "chunked" ? "transfer-encoding: chunked" : `content-length: ${bytes.length}`;
    await connection.write(writeHead({ ...head, lines: [...(head.lines ?? []), length] }));
    if (!isHead) await connection.write(framing === "chunked" ? chunked(bytes) : bytes);
  };
  switch (fault.kind) {
    case "ok": {
      const { framing, coding, prelude, close } = fault;
      if (prelude !== undefined)
        await connection.write(`HTTP/1.1 ${prelude} Early\r\n${prelude === 103 ? "link: </a>\r\n" : ""}\r\n`);
      const lines = close ? ["connection: close"] : [];
      if (good.status === 204) await connection.write(writeHead({ status: 204, lines }));
      else if (good.body === "") await send({ status: good.status, lines }, "", framing);
      else await send({ status: good.status, coding, lines, type: json }, pack(good.body, coding), framing);
      return close ? "close" : "keep";
    }
    case "byteOrderMark":
      await send({ status, type: json }, `\uFEFF${text}`);
      return "keep";
    case "notJson":
      await send({ status, type: json }, "<html>no JSON</html>");
      return "keep";
    case "slow":
      await connection.wait(fault.milliseconds / 2);
      if (fault.drip) {
        const whole =
          writeHead({ status, type: json, lines: [`content-length: ${Buffer.byteLength(text)}`] }) +
          (isHead ? "" : text);
        for (let at = 0; at < whole.length; at += 40) {
          await connection.write(whole.slice(at, at + 40));
          await connection.wait(1);
        }
      } else await send({ status, type: json }, text);
      return "keep";
    case "stall":
      if (fault.afterHead) await connection.write(writeHead({ status, type: json, lines: ["content-length: 500"] }));
      if (fault.afterHead && isHead) return "keep";
      await connection.untilClosed();
      return "ended";
    case "status": {
      const lines = fault.retryAfter === undefined ? [] : [`${fault.retryAfter.header}: ${fault.retryAfter.value}`];
      const head = {
        status: fault.status,
        lines,
        type: fault.body === "html" || fault.body === "large" ? "text/html" : json,
      };
      if (fault.body === "brokenGzip") await send({ ...head, coding: "gzip" }, "no gzip at all");
      else if (isCut(fault.body)) {
        await connection.write(writeHead({ ...head, lines: [...lines, "content-length: 500"] }));
        if (isHead) return "keep";
        await connection.write(statusBody("json"));
        // The client is reading the body by then, and not the head any more.
        if (fault.body !== "cut") await connection.wait(8);
        connection.end(fault.body === "closedLater" ? "close" : "reset");
        return "ended";
      } else await send(head, statusBody(fault.body));
      return "keep";
    }
    case "cutBeforeBody":
    case "cutBeforeAnswer":
      connection.end(fault.cut);
      return "ended";
    case "cutInHead":
      await connection.write("HTTP/1.1 200 OK\r\ncontent-type: appl");
      await connection.wait(2);
      connection.end(fault.cut);
      return "ended";
    case "cutInBody": {
      const bytes = pack(text, fault.coding);
      const half = bytes.subarray(0, Math.ceil(bytes.length / 2));
      const length = fault.framing === "chunked" ? "transfer-encoding: chunked" : `content-length: ${bytes.length}`;
      await connection.write(writeHead({ status, coding: fault.coding, type: json, lines: [length] }));
      if (isHead) return "keep";
      await connection.write(fault.framing === "chunked" ? chunk(half) : half);
      await connection.wait(2);
      connection.end(fault.cut);
      return "ended";
    }
    case "brokenCoding":
      // The first byte is one with which none of the codings begins.
      await send({ status, coding: fault.coding, type: json }, Buffer.alloc(fault.length, 0xff));
      return "keep";
    case "oversized":
      if (fault.coding === undefined) await send({ status, type: json }, oversized);
      else await send({ status, coding: "gzip", type: json }, oversizedPacked);
      return "keep";
    case "hugeHead":
      await send(
        { status, lines: Array.from({ length: 40 }, (_, line) => `x-filler-${line}: ${"z".repeat(8000)}`) },
        "",
      );
      return "keep";
    case "switching":
      await connection.write("HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: other\r\n\r\n");
      await connection.wait(5);
      connection.end("close");
      return "ended";
    case "garbage":
      await connection.write(fault.bytes);
      await connection.wait(2);
      connection.end("close");
      return "ended";
  }
}

const json = "application/json";

interface Head {
  readonly status: number;
  readonly type?: string;
  readonly coding?: Coding | undefined;
  readonly lines?: readonly string[];
}

function writeHead({ status, type, coding, lines = [] }: Head): string {
  const all = [
    `HTTP/1.1 ${status} Sample`,
    ...(type === undefined ? [] : [`content-type: ${type}`]),
    ...(coding === undefined ? [] : [`content-encoding: ${coding}`]),
    ...lines,
  ];
  return `${all.join("\r\n")}\r\n\r\n`;
}

const pack = (text: string, coding: Coding | undefined): Buffer =>
  coding === undefined ? Buffer.from(text) : compress[coding](Buffer.from(text));

const chunk = (bytes: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from("\r\n")]);

/** In two chunks, where there are two bytes. */
function chunked(bytes: Buffer): Buffer {
  const half = Math.ceil(bytes.length / 2);
  const parts = [bytes.subarray(0, half), bytes.subarray(half)].filter(({ length }) => length > 0);
  return Buffer.concat([...parts.map(chunk), Buffer.from("0\r\n\r\n")]);
}

/** What a case's message must be when it arrives. */
export function expectedBody(case_: Case, message: string): string {
  if (!isSend(case_)) return "";
  return case_.body === "json" ? JSON.stringify({ text: message }) : message;
}
