import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "@jest/globals";

/** Runs in a process of its own, which Jest's own timers and sockets do not share. The handler is a web server within it. */
const program = `
  import { createServer } from "node:http";
  import { once } from "node:events";
  import { WebSocket } from "ws";
  import { startLocalService } from "web-pubsub-local";

  const counts = {};
  const handler = createServer((request, response) => {
    const name = request.headers["ce-eventname"] ?? "validate";
    counts[name] = (counts[name] ?? 0) + 1;
    response.setHeader("WebHook-Allowed-Origin", "*");
    response.setHeader("ce-connectionState", "MQ==");
    request.resume().on("end", () => {
      // The last events are never answered: they are under way when the service closes.
      if (name !== "stuck") response.end();
    });
  }).listen(0, "127.0.0.1");
  await once(handler, "listening");
  const urlTemplate = "http://127.0.0.1:" + handler.address().port + "/{event}";
  const systemEvents = ["connect", "connected", "disconnected"];
  const service = await startLocalService({
    hubs: { chat: { anonymousConnect: true, eventHandlers: [{ urlTemplate, systemEvents, userEventPattern: "*" }] } },
  });
  const url = service.endpoint.replace("http", "ws") + "/client/hubs/chat";
  const sockets = [];
  while (sockets.length < 1000) {
    const some = Array.from({ length: 100 }, () => new WebSocket(url, "json.webpubsub.azure.v1"));
    await Promise.all(some.map((socket) => once(socket, "message")));
    sockets.push(...some);
  }
  let acks = 0;
  await Promise.all(sockets.map(async (socket, index) => {
    const answered = once(socket, "message");
    socket.send(JSON.stringify({ type: "event", event: "ping", data: index, ackId: 1 }));
    if (JSON.parse((await answered)[0]).success) acks += 1;
  }));
  // Half of them leave by themselves.
  await Promise.all(sockets.slice(0, 500).map((socket) => (socket.close(1000), once(socket, "close"))));
  while ((counts.disconnected ?? 0) < 500) await new Promise((resolve) => setTimeout(resolve, 5));
  for (const socket of sockets.slice(500, 600)) socket.send(JSON.stringify({ type: "event", event: "stuck", data: 0, ackId: 2 }));
  while ((counts.stuck ?? 0) < 100) await new Promise((resolve) => setTimeout(resolve, 5));
  const closed = sockets.slice(500).map((socket) => once(socket, "close"));
  await service.close();
  await Promise.all(closed);
  const { validate, connect, ping, disconnected } = counts;
  handler.closeAllConnections();
  await new Promise((resolve) => handler.close(resolve));
  await new Promise((resolve) => setTimeout(resolve, 50));
  const left = process.getActiveResourcesInfo().filter((name) => !/Pipe|TTY|FSReq/.test(name));
  console.log(JSON.stringify({ validate, connect, ping, disconnected, acks, left }));
`;

test("1,000 clients with handlers on are closed, calls under way and all, and nothing is left open", async () => {
  const folder = fileURLToPath(new URL("..", import.meta.url));
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", program], {
    cwd: folder,
    timeout: 90_000,
    env: { ...process.env, NODE_OPTIONS: "" },
  });
  // No warning of Node's either, such as one about listeners.
  expect(stderr).toBe("");
  const { validate, ...counts } = JSON.parse(stdout);
  // Once for all of them, and again where they take longer than a minute.
  expect([1, 2]).toContain(validate);
  expect(counts).toEqual({
    connect: 1000,
    ping: 1000,
    disconnected: 500,
    acks: 1000,
    left: [],
  });
}, 100_000);
