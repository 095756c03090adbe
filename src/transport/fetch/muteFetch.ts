/** What carries the requests of the `fetch` of Node.js, as far as it is used here. */
interface Dispatcher {
  dispatch(options: object, handler: Handler): boolean;
}

interface Handler {
  onError(error: Error): void;
}

/**
 * Members of a request's options by which the `fetch` of Node.js 20 and 22 tells of answers that have arrived whole and
 * cannot be unpacked; none where another `fetch` does that by itself.
 *
 * That `fetch` is undici 6, which stops to listen to its own failures once the last byte is there: the stream of the
 * body neither ends nor fails then, not even when it is aborted. undici 7 has mended it.
 *
 * @param own - the dispatcher that the caller has chosen
 * @param tell - is told of every failure, also of those that the stream tells
 */
export function tellingOfFailures(own: unknown, tell: (error: Error) => void): { readonly dispatcher?: Dispatcher } {
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
        const telling = Object.create(handler) as Handler;
        telling.onError = function onError(this: Handler, error) {
          handler.onError.call(this, error);
          tell(error);
        };
        return dispatcher.dispatch(options, telling);
      },
    },
  };
}
