/** What the `fetch` of Node.js sends by, as far as it is used here. */
interface Dispatcher {
  close(): Promise<void>;
}

/** Where undici, which is what Node.js fetches by, keeps the dispatcher that all requests share. */
const shared = Symbol.for("undici.globalDispatcher.1");

/** How long connections may take to end on a machine under load, in milliseconds. */
const timeToEnd = 10_000;

/**
 * Lets `fetch` send by connections that are given up later. undici 6, which is in Node.js 20 and 22, keeps some 22 KB for
 * each address that it has ever met, whoever asks: a campaign with a thousand ports would be held to what a client of one
 * address never sees. Later ones forget what they have no connection to.
 *
 * @returns gives the connections up, and goes back to those of before; false where a request still holds one of them
 */
export function ownConnections(): () => Promise<boolean> {
  if (!process.versions["undici"]?.startsWith("6.")) return async () => true;
  // The dispatcher is there as soon as something of undici has been used.
  void new Headers();
  const before = Reflect.get(globalThis, shared) as Dispatcher;
  const own = new (before.constructor as new () => Dispatcher)();
  Reflect.set(globalThis, shared, own);
  return async () => {
    Reflect.set(globalThis, shared, before);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<false>((resolve) => {
      timer = setTimeout(() => resolve(false), timeToEnd);
    });
    const isClosed = await Promise.race([own.close().then(() => true), late]);
    clearTimeout(timer);
    return isClosed;
  };
}
