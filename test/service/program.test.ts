import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "@jest/globals";
import { startLocalService } from "web-pubsub-local";
import type { ServiceEvent } from "web-pubsub-local";

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), "utf8");

test("the README of the local service begins with this program", () => {
  expect(read("../local-service/README.md")).toContain(`\`\`\`js\n${read("program.example.mjs")}\`\`\``);
});

test.each(["running.example.mjs", "nodeTest.example.mjs"])("the README of the local service shows %s", (file) => {
  expect(read("../local-service/README.md")).toContain(`\`\`\`js\n${read(file)}\`\`\``);
});

test("the program for a running service sends, and the service tells what the README says", async () => {
  const events: ServiceEvent[] = [];
  const service = await startLocalService({ onEvent: (event) => void events.push(event) });
  try {
    const program = fileURLToPath(new URL("running.example.mjs", import.meta.url));
    const env = { ...process.env, NODE_OPTIONS: "", WEB_PUBSUB_CONNECTION_STRING: service.connectionString };
    const { stdout } = await promisify(execFile)(process.execPath, [program], { env, timeout: 60_000 });
    expect(stdout).toBe("202\n");
    expect(events).toMatchObject([
      { type: "message", receivers: 0 },
      { method: "POST", status: 202, path: "/api/hubs/chat/:send?api-version=2024-12-01", receivers: 0 },
    ]);
  } finally {
    await service.close();
  }
}, 90_000);

test("the tests for Node's own runner pass", async () => {
  const program = fileURLToPath(new URL("nodeTest.example.mjs", import.meta.url));
  // Node 20 has a WebSocket behind a flag.
  const flags = process.versions.node.startsWith("20.") ? ["--experimental-websocket"] : [];
  const env = { ...process.env, NODE_OPTIONS: "" };
  const args = [...flags, "--test-reporter=tap", program];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env, timeout: 60_000 });
  expect(stdout).toMatch(/^# pass 1$/m);
}, 90_000);

test("the program prints what was sent, and ends soon", async () => {
  const program = fileURLToPath(new URL("program.example.mjs", import.meta.url));
  const env = { ...process.env, NODE_OPTIONS: "" };
  const { stdout } = await promisify(execFile)(process.execPath, [program], { env, timeout: 60_000 });
  expect(stdout).toBe("{ text: 'hello' }\n");
}, 90_000);
