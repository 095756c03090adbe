import type { Interruption } from "./interruption.js";

/** What carries the requests of the `fetch` of Node.js, as far as it is used here. */
interface Dispatcher {
  dispatch(options: object, handler: Handler): boolean;
}

interface Handler {
  onConnect(abort: unknown): void;
  onError(error: Error): void;
}

/**
 * Members of a request's options by which the `fetch` of Node.js 20 and 22 tells of answers that have arrived whole and
 * cannot be unpacked, and of connections that were made; none where it is another `fetch`.
 *
 * That `fetch` is undici 6, which stops to listen to its own failures once the last byte is there: the stream of the
 * body neither ends nor fails then, not even when it is aborted. undici 7 has mended it. Requests are told of a connection
 * when they are about to be written to it, after the handshake of TLS.
 *
 * @param own - the dispatcher that the caller has chosen
 * @param interruption - is told of every failure, also of those that the stream tells, and of the connection
 */
export function observedDispatcher(own: unknown, interruption: Interruption): { readonly dispatcher?: Dispatcher } {
  const { process } = globalThis as { readonly process?: { readonly versions?: { readonly undici?: string } } };
  if (process?.versions?.undici?.startsWith("6.") !== true) return {};
  // Node.js loads undici, and so the dispatcher that all requests share, when something of it is first used.
  void new Headers();
  const dispatcher = (own ?? Reflect.get(globalThis, Symbol.for("undici.globalDispatcher.1"))) as
    Dispatcher | undefined;
  if (dispatcher === undefined) return {};
  return {
    dispatcher: {
      dispatch(options, handler) {
        interruption.isConnected ??= false;
        // In its place: an object with this one as its prototype is slow to make.
        const { onConnect, onError } = handler;
        handler.onConnect = function tellOfConnection(this: Handler, abort) {
          interruption.isConnected = true;
          onConnect.call(this, abort);
        };
        handler.onError = function tellOfError(this: Handler, error) {
          onError.call(this, error);
          interruption.raise(error);
        };
        return dispatcher.dispatch(options, handler);
      },
    },
  };
}
