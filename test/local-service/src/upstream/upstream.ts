import { setMaxListeners } from "node:events";
import type { Clock } from "../clock.js";
import type { Events } from "../events/events.js";
import { OutOfTime, Pauses, attemptRepeatedly, within } from "./attempts.js";
import type { Progress } from "./attempts.js";
import { headersOf, typeOf } from "./cloudEvent.js";
import type { EventSubject, UpstreamEvent } from "./cloudEvent.js";
import type { Cookies } from "./cookies.js";
import { excerptOf } from "./excerpt.js";
import { FunctionTarget } from "./functionTarget.js";
import type { Handler } from "./handler.js";
import type { SystemEvent } from "./handlerOptions.js";
import { HandlerCallLog } from "./handlerCallLog.js";
import { HttpTransport } from "./httpTransport.js";
import type { HubSettings } from "./readHubs.js";
import { requestIdHeaders } from "./requestId.js";
import { fillTemplate, withoutSecrets } from "./urlTemplate.js";
import { Validations, hostname } from "./validations.js";
import { CallFailure, isSuccess, mediaTypeOf, withoutParameters } from "./wire.js";
import type { HandlerAnswer, HandlerRequest } from "./wire.js";

/** How long a handler has to answer an event, all attempts and the pauses between them included, in milliseconds. */
const patience = 100_000;

/** What events are sent with. */
export interface UpstreamInit {
  readonly clock: Clock;
  readonly events: Events;
  /** The access keys that events are signed with. */
  readonly keys?: readonly string[] | undefined;
  /** By hub in lower case. */
  readonly hubs?: ReadonlyMap<string, HubSettings> | undefined;
  /** The service's own host, with its port, as clients address it. */
  readonly host?: string | undefined;
}

/** A call to a handler, and what it needs beside the event. */
export interface Call<Result> {
  readonly event: UpstreamEvent;
  readonly subject: EventSubject;
  readonly cookies: Cookies;
  /** Gives the call up; its reason is thrown. */
  readonly signal?: AbortSignal | undefined;
  /** Makes of the answer what the caller needs. @throws CallFailure where that cannot be done */
  readonly read: (answer: HandlerAnswer) => Result;
}

/** The way from a service to its event handlers. */
export class Upstream {
  /** The latest calls. */
  readonly log = new HandlerCallLog();
  readonly events: Events;
  /** The service's own host, with its port, as clients address it. */
  host: string;
  readonly #clock: Clock;
  readonly #keys: readonly string[];
  readonly #hubs: ReadonlyMap<string, HubSettings>;
  readonly #transport = new HttpTransport();
  readonly #closing = new AbortController();
  readonly #validations: Validations;
  readonly #open = new Set<Promise<unknown>>();

  constructor({ clock, events, keys = [], hubs = new Map(), host = "localhost" }: UpstreamInit) {
    this.#clock = clock;
    this.events = events;
    this.#keys = keys;
    this.#hubs = hubs;
    this.host = host;
    const [transport, signal] = [this.#transport, this.#closing.signal];
    // One listener for each call that is under way, however many there are.
    setMaxListeners(0, signal);
    this.#validations = new Validations({ clock, transport, signal, host: () => this.host });
  }

  /** Whether clients of a hub may connect without a token. */
  allowsAnonymous(hub: string): boolean {
    return this.#hubs.get(hub)?.anonymousConnect === true;
  }

  /** Whether nobody is called any more. */
  get isClosing(): boolean {
    return this.#closing.signal.aborted;
  }

  /** Who gets a system event of a hub, if anybody. */
  handlerOf(hub: string, event: SystemEvent): Handler | undefined {
    return this.#hubs.get(hub)?.handlers.find((handler) => handler.isForSystemEvent(event));
  }

  /** Who gets a user event of a hub, if anybody. */
  userEventHandlerOf(hub: string, event: string): Handler | undefined {
    return this.#hubs.get(hub)?.handlers.find((handler) => handler.isForUserEvent(event));
  }

  /**
   * Sends an event to a handler, again where that may help, and notes what came of it.
   *
   * @throws CallFailure where there is no answer; a status that says no is one
   */
  call<Result>(handler: Handler, call: Call<Result>): Promise<Result> {
    const answered = this.#call(handler, call);
    // Closing waits for what is under way, and a failure is the caller's to deal with.
    const settled = answered.then(
      () => undefined,
      () => undefined,
    );
    this.#open.add(settled);
    void settled.finally(() => this.#open.delete(settled));
    return answered;
  }

  /** Gives up whatever is under way. Resolves when nothing is left open. */
  async close(): Promise<void> {
    this.#closing.abort(new CallFailure("The local service is closing."));
    this.#transport.close();
    await Promise.all(this.#open);
  }

  async #call<Result>({ target }: Handler, call: Call<Result>): Promise<Result> {
    const { event, subject, cookies, signal, read } = call;
    const startedAt = this.#clock.now();
    const isFunction = target instanceof FunctionTarget;
    const fill = (name: string): string =>
      fillTemplate(isFunction ? "" : target.urlTemplate, { hub: subject.hub, event: name });
    const url = isFunction ? undefined : fill(event.name);
    const sender = { origin: hostname(this.host), keys: this.#keys, now: startedAt };
    let headers = headersOf(event, subject, sender);
    let attempts = 0;
    let last: HandlerAnswer | undefined;
    const { hub, connectionId, userId, id } = subject;
    const facts = () => ({
      hub,
      connectionId,
      ...(userId !== undefined && { userId }),
      event: event.name,
      handler: url === undefined ? "function" : withoutSecrets(url),
      attempts,
    });
    const report = ({ answer: failed, error, retryIn }: Progress): void =>
      this.events.emit({ ...facts(), type: "handlerCallPending", status: failed?.status, error, retryIn });
    const note = (answer?: HandlerAnswer, error?: string): void => {
      const duration = this.#clock.now() - startedAt;
      this.log.add({ ...facts(), type: typeOf(event), id, headers, body: event.body, answer, error, duration });
      // What a client connects with, its claims and its query, is for the handler alone.
      const sent = event.kind === "user" ? excerptOf(event.body, withoutParameters(event.contentType)) : undefined;
      const answered = answer && excerptOf(answer.body, mediaTypeOf(answer));
      this.events.emit({ ...facts(), type: "handlerCall", sent, answered, status: answer?.status, error, duration });
    };
    let answer: HandlerAnswer | undefined;
    try {
      const pauses = new Pauses(this.#clock);
      const limit = {
        milliseconds: patience,
        clock: this.#clock,
        signals: [this.#closing.signal, signal],
        isBehind: () => pauses.hasRung || this.#validations.isBehind,
      };
      answer = await within(limit, async (limited) => {
        checkHeaders(headers);
        if (url !== undefined) {
          await this.#validations.demand(fill("validate"), report);
          const cookie = await cookies.for(url);
          headers = { ...headers, ...requestIdHeaders(), ...(cookie !== "" && { Cookie: cookie }) };
        }
        const request: HandlerRequest = { headers, body: event.body };
        const attempt = async (): Promise<HandlerAnswer> => {
          attempts += 1;
          return (last = await (isFunction
            ? target.call(request)
            : this.#transport.send({ ...request, method: "POST", url: url as string }, limited)));
        };
        return attemptRepeatedly(attempt, { clock: this.#clock, signal: limited, pauses, report });
      }).catch((error: unknown) => {
        // The time was over before another attempt was answered: what was answered before says more.
        if (error instanceof OutOfTime && last !== undefined) return last;
        throw error;
      });
      if (url !== undefined && isSuccess(answer.status)) await cookies.keep(url, answer);
      const result = read(answer);
      note(answer);
      return result;
    } catch (error) {
      // A status that says no says it all.
      if (answer !== undefined && !isSuccess(answer.status)) note(answer);
      else note(answer, error instanceof CallFailure ? error.message : `The local service failed. ${String(error)}`);
      throw error;
    }
  }
}

/** Headers hold ASCII; the team's emulator fails such an event too (`Azure/azure-webpubsub`, tools/emulator). */
function checkHeaders(headers: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(headers))
    if (!/^[\t\x20-\x7e]*$/.test(value))
      throw new CallFailure(
        `The header ${name} would have characters that are not ASCII. Such an event cannot be sent.`,
      );
}
