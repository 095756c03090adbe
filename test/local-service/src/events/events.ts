import type { Clock } from "../clock.js";
import type { Happening, Observer } from "./serviceEvent.js";

/** Tells whoever watches a service what happens in it. */
export class Events {
  readonly #clock: Clock;
  readonly #observers = new Set<Observer>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The time that events are stamped with, in milliseconds since 1970. */
  now(): number {
    return this.#clock.now();
  }

  /** Tells everybody. What an observer throws becomes a warning: that somebody watches must not change what happens. */
  emit(happening: Happening): void {
    if (this.#observers.size === 0) return;
    const event = { ...happening, at: this.now() };
    for (const observer of this.#observers) {
      try {
        observer(event);
      } catch (error) {
        const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
        process.emitWarning(`An observer of the local service failed. ${why}`);
      }
    }
  }

  /**
   * Has an observer told of everything from now on.
   *
   * @returns a function that ends this
   */
  observe(observer: Observer): () => void {
    this.#observers.add(observer);
    return () => void this.#observers.delete(observer);
  }
}
