import type { Clock } from "../clock.js";
import { Pauses, attemptRepeatedly, within } from "./attempts.js";
import type { Progress } from "./attempts.js";
import type { HttpTransport } from "./httpTransport.js";
import { withoutSecrets } from "./urlTemplate.js";
import { CallFailure, isSuccess } from "./wire.js";
import type { HandlerAnswer } from "./wire.js";

/** How long a success is good for, and the longest time until a failed validation is made again, in milliseconds. */
const minute = 60_000;

/** How long a handler has to answer, in milliseconds. */
const patience = 10_000;

type Report = (progress: Progress) => void;

/** What the requests are made with. */
interface Means {
  readonly clock: Clock;
  readonly transport: HttpTransport;
  /** The host of the service with its port. */
  readonly host: () => string;
  readonly signal: AbortSignal;
}

/** What came of validating an address. */
interface Outcome {
  /** Why the address gets no events; absent where it does. */
  readonly fault?: string | undefined;
  /** Milliseconds since 1970. */
  readonly goodUntil: number;
  /** How many validations have failed in a row. */
  readonly failures: number;
}

/**
 * Asks web servers whether they want events from here, before any are sent (CloudEvents, http-webhook.md, section 4;
 * Microsoft docs, howto-develop-eventhandler.md; when it is asked is as in `Azure/azure-webpubsub`, tools/emulator).
 */
export class Validations {
  readonly #means: Means;
  readonly #outcomes = new Map<string, Outcome>();
  readonly #pending = new Map<string, Promise<Outcome>>();
  readonly #pauses = new Set<Pauses>();

  constructor(means: Means) {
    this.#means = means;
  }

  /** Whether there are pauses that are over whose end nobody has had the time to notice. */
  get isBehind(): boolean {
    return [...this.#pauses].some(({ hasRung }) => hasRung);
  }

  /**
   * Waits until it is known whether an address wants events.
   *
   * @param url - the address with `validate` for the event
   * @param report - told of what there is to tell while the address is asked; not where it is being asked already
   * @throws CallFailure where it does not
   */
  async demand(url: string, report: Report = () => undefined): Promise<void> {
    let outcome = this.#outcomes.get(url);
    const isStale = outcome === undefined || outcome.goodUntil <= this.#means.clock.now();
    if (isStale) {
      const renewed = this.#renew(url, outcome?.failures ?? 0, report);
      // A success goes on counting while it is looked at again; who failed before is waited for.
      if (outcome === undefined || outcome.fault !== undefined) outcome = await renewed;
    }
    if (outcome?.fault !== undefined) throw new CallFailure(outcome.fault);
  }

  #renew(url: string, failures: number, report: Report): Promise<Outcome> {
    let pending = this.#pending.get(url);
    if (pending === undefined) {
      pending = this.#validate(url, report).then((fault): Outcome => {
        const count = fault === undefined ? 0 : failures + 1;
        const rest = count === 0 ? minute : Math.min(minute, 1000 * 2 ** (count - 1));
        const outcome = { fault, goodUntil: this.#means.clock.now() + rest, failures: count };
        this.#outcomes.set(url, outcome);
        this.#pending.delete(url);
        return outcome;
      });
      this.#pending.set(url, pending);
    }
    return pending;
  }

  /** Why an address gets no events, or nothing where it does. */
  async #validate(url: string, report: Report): Promise<string | undefined> {
    try {
      let answer = await this.#ask("OPTIONS", url, report);
      if (answer.status === 404) answer = await this.#ask("GET", url, report);
      const where = `The validation of ${withoutSecrets(url)}`;
      if (!isSuccess(answer.status)) return `${where} was answered with ${answer.status}.`;
      return this.#isAllowedBy(answer)
        ? undefined
        : `${where} was answered without a WebHook-Allowed-Origin that is * or ${hostname(this.#means.host())}.`;
    } catch (error) {
      return `${withoutSecrets(url)} could not be validated. ${(error as Error).message}`;
    }
  }

  #ask(method: "OPTIONS" | "GET", url: string, report: Report): Promise<HandlerAnswer> {
    const { clock, transport, signal, host } = this.#means;
    const headers = { "WebHook-Request-Origin": hostname(host()), "ce-awpsversion": "1.0" };
    const request = { method, url, headers, body: new Uint8Array() };
    const attempt = (): Promise<HandlerAnswer> =>
      within({ milliseconds: patience, clock, signals: [signal] }, (limited) => transport.send(request, limited));
    const pauses = new Pauses(clock);
    this.#pauses.add(pauses);
    return attemptRepeatedly(attempt, { clock, signal, pauses, report }).finally(() => this.#pauses.delete(pauses));
  }

  /** Middlewares answer several origins, with or without ports, in one line or in several. */
  #isAllowedBy({ headers }: HandlerAnswer): boolean {
    const allowed = (headers["webhook-allowed-origin"] ?? []).join(",").split(",");
    const host = this.#means.host().toLowerCase();
    const accepted = new Set(["*", host, hostname(host)]);
    return allowed.some((origin) => accepted.has(origin.trim().toLowerCase()));
  }
}

/** A host without its port. */
export const hostname = (host: string): string => host.replace(/:\d+$/, "");
