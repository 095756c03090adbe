import { afterEach, describe, expect, test } from "@jest/globals";
import { rawServer } from "../support/rawServer.js";
import type { RawServer } from "../support/rawServer.js";
import { clientOver, transports } from "./transports.js";

const text = { contentType: "text/plain", body: "x" } as const;
const accepted = "HTTP/1.1 202 Accepted\r\ncontent-length: 0\r\n\r\n";
const connections = 4;
const allAccepted = Array.from({ length: connections }, () => ({ value: { status: "202" } }));

let server: RawServer;
afterEach(() => server.close());

/** Waits until something holds; the test's own time limit ends it otherwise. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}

// What fetch opens is its own affair.
describe.each(transports.slice(0, 2))("over %s", (_, make) => {
  /** A service that answers nothing until it is told to. */
  const start = async () => {
    const state = { isSilent: true };
    server = await rawServer((socket) => {
      if (!state.isSilent) socket.write(accepted);
    });
    const client = clientOver(make({ maxConnections: connections }), server.endpoint);
    const send = (abortSignal?: AbortSignal) =>
      client.path("/api/hubs/{hub}/:send", "h").post({ ...text, abortSignal });
    /** So many sends at once. */
    const sendAll = (count: number, abortSignal?: AbortSignal) =>
      Promise.allSettled(Array.from({ length: count }, () => send(abortSignal)));
    /** Has sends fill all connections, and more wait behind them, and gives them up: those that wait first. */
    const giveUp = async (waitingCount: number): Promise<void> => {
      const [sent, waiting] = [new AbortController(), new AbortController()];
      const all = [sendAll(connections, sent.signal), sendAll(waitingCount, waiting.signal)];
      await until(() => server.requests.length === connections);
      waiting.abort();
      sent.abort();
      await Promise.all(all);
      state.isSilent = false;
    };
    return { giveUp, sendAll };
  };

  test("sends that are given up while they wait for a connection open none", async () => {
    const { giveUp, sendAll } = await start();
    await giveUp(40);
    expect(await sendAll(connections)).toMatchObject(allAccepted);
    expect(server.opened).toBeLessThanOrEqual(3 * connections);
  });

  test("connections are used again after many have ended at once", async () => {
    const { giveUp, sendAll } = await start();
    await giveUp(0);
    for (let round = 0; round < 8; round += 1) {
      expect(await sendAll(connections)).toMatchObject(allAccepted);
    }
    expect(server.opened).toBeLessThanOrEqual(3 * connections);
  });
});
