import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "@jest/globals";

/** Runs in a process of its own, which Jest's own timers and sockets do not share. */
const program = `
  import { once } from "node:events";
  import { connect } from "node:net";
  import { startLocalService } from "web-pubsub-local";

  const service = await startLocalService();
  const port = Number(new URL(service.endpoint).port);
  const sockets = ["GET /api/health HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n", "POST /x HTTP/1.1\\r\\nHost: localhost\\r\\nContent-Length: 9\\r\\n\\r\\n", ""];
  service.control.intercept({ delay: 3_600_000 });
  const closed = [];
  for (const start of sockets) {
    const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
    await once(socket, "connect");
    socket.on("error", () => undefined).resume();
    socket.write(start);
    closed.push(once(socket, "close"));
    socket.once("end", () => socket.end());
  }
  while (service.control.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  await service.close();
  await Promise.all(closed);
  await new Promise((resolve) => setImmediate(resolve));
  console.log(JSON.stringify(process.getActiveResourcesInfo().filter((name) => !/Pipe|TTY|FSReq/.test(name))));
`;

test("a service that is closed leaves nothing open, whatever was under way, and lets its process end", async () => {
  const folder = fileURLToPath(new URL("..", import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", program], {
    cwd: folder,
    timeout: 60_000,
    env: { ...process.env, NODE_OPTIONS: "" },
  });
  expect(JSON.parse(stdout)).toEqual([]);
}, 90_000);
