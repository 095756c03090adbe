import type { ServiceEvent } from "../events/serviceEvent.js";
import { formatDuration, formatTime, printable } from "./format.js";
import type { Paint } from "./paint.js";

/**
 * The line for an event: the time, what happened, its status or close code, and about what.
 *
 * @returns nothing for what has no line: groups and messages, and handshakes, for which the client's own line stands
 */
export function eventLine(event: ServiceEvent, paint: Paint): string | undefined {
  const line = (what: string, code: string, ...about: (string | undefined)[]): string =>
    `${paint("dim", formatTime(event.at))}  ${what}  ${code}  ${about.filter(Boolean).join("  ")}`;

  switch (event.type) {
    case "request": {
      const { method, path, status, receivers, reason } = event;
      if (status === 101) return undefined;
      const reached = receivers === undefined ? undefined : `to ${receivers} ${receivers === 1 ? "client" : "clients"}`;
      const request = line(column(printable(method)), statusColumn(status, paint), printable(path), reached);
      // On a line of its own, so that it is not cut and can be copied.
      return reason === undefined ? request : `${request}\n          ${paint("yellow", printable(reason, 1000))}`;
    }
    case "connected":
      return line(
        paint("green", column("connected")),
        codeColumn(),
        ...clientOf(event),
        event.subprotocol ?? "no subprotocol",
        paint("dim", event.connectionId),
      );
    case "lost":
      return line(
        paint("yellow", column("lost")),
        codeColumn(event.code),
        ...clientOf(event),
        "may come back",
        paint("dim", event.connectionId),
      );
    case "recovered":
      return line(
        paint("green", column("recovered")),
        codeColumn(),
        ...clientOf(event),
        paint("dim", event.connectionId),
      );
    case "disconnected":
      return line(
        paint("cyan", column("disconnected")),
        codeColumn(event.code),
        ...clientOf(event),
        `after ${formatDuration(event.duration)}`,
        event.reason ? `"${printable(event.reason)}"` : undefined,
        paint("dim", event.connectionId),
      );
    case "handlerCall": {
      const { event: name, handler, status, error, attempts, duration } = event;
      const tries = attempts > 1 ? `${attempts} attempts` : undefined;
      const outcome = status === undefined ? paint("red", codeColumn("none")) : statusColumn(status, paint);
      const took = `in ${formatDuration(duration)}`;
      const fault = error === undefined ? undefined : paint("red", printable(error));
      const to = `→ ${printable(handler)}`;
      return line(column("event"), outcome, ...clientOf(event), printable(name), paint("dim", to), took, tries, fault);
    }
    case "handlerCallPending": {
      const { event: name, handler, status, error, attempts, retryIn } = event;
      const outcome = status === undefined ? codeColumn() : statusColumn(status, paint);
      const next = retryIn === undefined ? "no answer yet" : `again in ${retryIn / 1000} s`;
      const to = `→ ${printable(handler)}`;
      const validation = attempts === 0 ? "validation" : undefined;
      const fault = error === undefined ? undefined : printable(error);
      return line(
        paint("yellow", column("event")),
        outcome,
        ...clientOf(event),
        printable(name),
        paint("dim", to),
        validation,
        fault,
        paint("yellow", next),
      );
    }
    case "unhandledEvent":
      return line(
        paint("yellow", column("event")),
        codeColumn(),
        ...clientOf(event),
        printable(event.event),
        paint("yellow", "no handler wants it (--event-handler names one)"),
      );
    default:
      return undefined;
  }
}

function clientOf({ hub, userId }: { readonly hub: string; readonly userId?: string | undefined }): [string, string] {
  // Room for most names, so that lines below each other are in columns.
  return [hub.padEnd(10), (userId === undefined ? "anonymous" : printable(userId)).padEnd(12)];
}

/** As wide as the longest word in it. */
const column = (what: string): string => what.padEnd("disconnected".length);

const codeColumn = (code?: number | string): string => String(code ?? "").padEnd(4);

function statusColumn(status: number, paint: Paint): string {
  const text = codeColumn(status);
  if (status >= 500) return paint("red", text);
  return status >= 400 ? paint("yellow", text) : paint("green", text);
}
