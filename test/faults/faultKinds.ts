import type { RetryAfter } from "./retryAfter.js";

/** How a connection ends in the middle of something. */
export type Cut = "reset" | "close";

/** How the length of an answer's body is told. */
export type Framing = "length" | "chunked";

/** How the body of an answer is compressed. */
export type Coding = "gzip" | "deflate" | "br";

/**
 * What the server does with one attempt. Everything but the first two cuts happens after the request has been read to its
 * end.
 */
export type Fault =
  /** The answer that the operation has. */
  | {
      readonly kind: "ok";
      readonly framing: Framing;
      readonly coding?: Coding;
      readonly prelude?: 100 | 103;
      readonly close?: boolean;
    }
  /**
   * Another status, with a body that may be missing, no JSON, or half: with the end of the connection right behind that
   * (`cut`), or some milliseconds later, by a reset or without one.
   */
  | {
      readonly kind: "status";
      readonly status: number;
      readonly retryAfter?: RetryAfter;
      readonly body: "none" | "json" | "html" | "large" | "brokenGzip" | "cut" | "resetLater" | "closedLater";
    }
  /** The connection ends when the head of the request is there. */
  | { readonly kind: "cutBeforeBody"; readonly cut: Cut }
  /** The connection ends without an answer. */
  | { readonly kind: "cutBeforeAnswer"; readonly cut: Cut }
  /** The connection ends within the head of the answer. */
  | { readonly kind: "cutInHead"; readonly cut: Cut }
  /** The connection ends within the body of the answer, of status 200. */
  | { readonly kind: "cutInBody"; readonly cut: Cut; readonly framing: Framing; readonly coding?: Coding }
  /** A body that is not compressed as its header says, of status 200. */
  | { readonly kind: "brokenCoding"; readonly coding: Coding; readonly length: number }
  /** A body beyond the client's limit: as it is, or once it is unpacked. */
  | { readonly kind: "oversized"; readonly coding?: "gzip" }
  /** A head beyond every limit. */
  | { readonly kind: "hugeHead" }
  | { readonly kind: "switching" }
  /** Bytes that are no HTTP. */
  | { readonly kind: "garbage"; readonly bytes: string }
  /** An answer of status 200 that says it is JSON and is not. */
  | { readonly kind: "notJson" }
  /** JSON after a byte order mark. */
  | { readonly kind: "byteOrderMark" }
  /** The answer comes late, or bit by bit. */
  | { readonly kind: "slow"; readonly milliseconds: number; readonly drip: boolean }
  /** No answer comes, or only its head. */
  | { readonly kind: "stall"; readonly afterHead: boolean };

export type FaultKind = Fault["kind"];

/** Whether the service may have acted on a request that it treated so. */
export function mayHaveActed(fault: Fault): boolean {
  if (fault.kind !== "status") return true;
  if (fault.status === 429) return false;
  // A service that says when to come back has refused.
  return fault.status !== 503 || fault.retryAfter === undefined || fault.retryAfter.means === "none";
}

/** A fault in a word or two, for tables. */
export function describeFault(fault: Fault): string {
  switch (fault.kind) {
    case "status": {
      const wait =
        fault.retryAfter === undefined ? "" : `, ${fault.retryAfter.header} ${fault.retryAfter.value.slice(0, 30)}`;
      return `status ${fault.status}, body ${fault.body}${wait}`;
    }
    case "cutInBody":
      return `cutInBody, ${fault.cut}, ${fault.framing}${fault.coding === undefined ? "" : `, ${fault.coding}`}`;
    case "cutBeforeBody":
    case "cutBeforeAnswer":
    case "cutInHead":
      return `${fault.kind}, ${fault.cut}`;
    case "brokenCoding":
      return `brokenCoding, ${fault.coding}, ${fault.length} bytes`;
    case "oversized":
      return fault.coding === undefined ? "oversized" : "oversized once unpacked";
    case "stall":
      return fault.afterHead ? "stall after the head" : "stall";
    default:
      return fault.kind;
  }
}
