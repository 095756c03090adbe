/** The parts of an abort signal that are used here; `AbortSignal` has them, and so have its stand-ins. */
export interface AbortSignalLike {
  readonly aborted: boolean;
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

/** What is to be done when a signal fires, however many calls share it. */
interface Watch {
  readonly acts: Set<() => void>;
  readonly ring: () => void;
}

const watches = new WeakMap<AbortSignalLike, Watch>();

/**
 * Does something when a signal fires. Each signal gets one listener, since Node.js warns of a leak where many calls listen
 * to one signal.
 *
 * @returns takes the wish back
 */
export function onAbort(signal: AbortSignalLike, act: () => void): () => void {
  const watch = watches.get(signal) ?? startWatch(signal);
  watch.acts.add(act);
  return () => {
    if (watch.acts.delete(act) && watch.acts.size === 0) endWatch(signal, watch);
  };
}

function startWatch(signal: AbortSignalLike): Watch {
  const acts = new Set<() => void>();
  const ring = (): void => {
    const due = [...acts];
    acts.clear();
    endWatch(signal, watch);
    for (const act of due) act();
  };
  const watch: Watch = { acts, ring };
  watches.set(signal, watch);
  signal.addEventListener("abort", ring);
  return watch;
}

function endWatch(signal: AbortSignalLike, watch: Watch): void {
  signal.removeEventListener("abort", watch.ring);
  if (watches.get(signal) === watch) watches.delete(signal);
}

/** Whether a value can be listened to. */
export function isAbortSignal(value: unknown): value is AbortSignalLike {
  return (
    typeof value === "object" &&
    value !== null &&
    "aborted" in value &&
    typeof (value as AbortSignalLike).addEventListener === "function" &&
    typeof (value as AbortSignalLike).removeEventListener === "function"
  );
}

const none: readonly never[] = [];

type Listener = (event: { readonly type: "abort"; readonly target: CallSignal }) => void;

/**
 * The signal that a call hands to what carries it out. It is made for every call, and so is a plain object: an
 * `AbortController` costs as much as the rest of a small call together.
 */
export class CallSignal implements AbortSignalLike {
  aborted = false;
  /** Why the call ended. */
  reason: unknown = undefined;
  /** When the time of the call is up, in milliseconds since 1970; `Infinity` where it has no limit. */
  readonly deadline: number;
  /** What an attempt has failed with while another one is waited for. */
  failure: unknown = undefined;
  /** One or two, most often. A list that grows takes room for many; one that is made anew does not. */
  #listeners: readonly Listener[] = none;
  #whenUnused: (() => void) | undefined;

  constructor(deadline: number) {
    this.deadline = deadline;
  }

  addEventListener(_type: "abort", listener: Listener): void {
    if (!this.#listeners.includes(listener)) this.#listeners = [...this.#listeners, listener];
  }

  removeEventListener(_type: "abort", listener: Listener): void {
    if (!this.#listeners.includes(listener)) return;
    this.#listeners = this.#listeners.length === 1 ? none : this.#listeners.filter((other) => other !== listener);
    if (this.#listeners.length === 0) this.#whenUnused?.();
  }

  /** Does something when the last listener has gone, or has gone already: whatever the signal was for has ended then. */
  onceUnused(act: () => void): void {
    if (this.#listeners.length === 0) act();
    else this.#whenUnused = act;
  }

  throwIfAborted(): void {
    if (this.aborted) throw this.reason;
  }

  abort(reason: unknown): void {
    if (this.aborted) return;
    this.aborted = true;
    this.reason = reason;
    const due = this.#listeners;
    this.#listeners = none;
    for (const listener of due) listener.call(this, { type: "abort", target: this });
  }
}
