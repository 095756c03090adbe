import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, test } from "@jest/globals";
import { call, closeAfterTest, connect, service } from "./support.js";

/** The command in a process of its own. */
class Command {
  readonly process: ChildProcess;
  readonly ended: Promise<{ code: number | null; signal: string | null }>;
  stdout = "";
  stderr = "";

  constructor(args: string[]) {
    const command = fileURLToPath(new URL("../bin/web-pubsub-local.js", import.meta.url));
    const env = { ...process.env, NODE_OPTIONS: "" };
    this.process = spawn(process.execPath, [command, ...args], { env, stdio: ["ignore", "pipe", "pipe"] });
    this.process.stdout?.on("data", (data) => (this.stdout += data));
    this.process.stderr?.on("data", (data) => (this.stderr += data));
    this.ended = once(this.process, "close").then(([code, signal]) => ({ code, signal }));
    closeAfterTest({ close: () => this.process.kill("SIGKILL") });
  }

  /** Waits until something has been printed. */
  async until(pattern: RegExp): Promise<string[]> {
    for (;;) {
      const found = pattern.exec(this.stdout);
      if (found !== null) return found;
      await once(this.process.stdout as NodeJS.ReadableStream, "data");
    }
  }

  /** Where its service is, once it has said so. */
  async endpoint(): Promise<string> {
    return (await this.until(/^Endpoint +(\S+)\n[^]*Ctrl\+C/m))[1] ?? "";
  }
}

test("the command prints what clients need, and a line for each request and client", async () => {
  const command = new Command(["--port", "0"]);
  const local = { endpoint: await command.endpoint() };
  expect(command.stdout).toMatch(
    new RegExp(
      `^web-pubsub-local 0\\.1\\.0\n\nEndpoint {11}${local.endpoint}\nStatus page {8}${local.endpoint}/\n` +
        `Connection string {2}Endpoint=${local.endpoint};AccessKey=fake-\\S+;Version=1\\.0;\n\nFor a shell:\n` +
        `export WEB_PUBSUB_CONNECTION_STRING='Endpoint=${local.endpoint};AccessKey=fake-\\S+;Version=1\\.0;'\n\nCtrl\\+C ends it\\.\n\n$`,
    ),
  );
  const greeting = command.stdout;
  const client = await connect(local, { sub: "ada" });
  await call(local as never, "POST", "/api/hubs/chat/:send?access_token=secret", {
    headers: { "content-type": "text/plain" },
    body: "x",
  });
  client.socket.close(1000, "bye");
  await command.until(/disconnected.*\n/);
  expect(
    command.stdout
      .slice(greeting.length)
      .replace(/\d\d:\d\d:\d\d/g, "TIME")
      .replace(/after \S+ m?s/, "after N"),
  ).toBe(
    `TIME  connected           chat        ada           json.webpubsub.azure.v1  ${client.connectionId}\n` +
      "TIME  POST          202   /api/hubs/chat/:send?access_token=***  to 1 client\n" +
      `TIME  disconnected  1000  chat        ada           after N  "bye"  ${client.connectionId}\n`,
  );
  command.process.kill("SIGINT");
  expect(await command.ended).toEqual({ code: 0, signal: null });
  expect(command.stderr).toBe("");
}, 20_000);

test.each(["SIGINT", "SIGTERM"] as const)(
  "the command closes everything and ends with 0 after %s",
  async (signal) => {
    const command = new Command(["--port", "0"]);
    const client = await connect({ endpoint: await command.endpoint() });
    // Under npx a signal comes twice: from the terminal and from npm.
    command.process.kill(signal);
    command.process.kill(signal);
    expect(await client.closed).toMatchObject({ code: 1001 });
    expect(await command.ended).toEqual({ code: 0, signal: null });
    expect(command.stdout).toMatch(/\n\nClosed\.\n$/);
  },
  20_000,
);

test("a second SIGINT ends the command at once", async () => {
  const command = new Command(["--port", "0"]);
  const client = await connect({ endpoint: await command.endpoint() });
  // A client that does not answer is waited for.
  client.socket.pause();
  command.process.kill("SIGINT");
  await new Promise((resolve) => setTimeout(resolve, 200));
  command.process.kill("SIGINT");
  expect(await command.ended).toEqual({ code: 130, signal: null });
  expect(command.stdout).not.toContain("Closed.");
  client.socket.resume();
}, 20_000);

test("the command goes on when nobody reads what it prints", async () => {
  const command = new Command(["--port", "0"]);
  const local = { endpoint: await command.endpoint() };
  command.process.stdout?.destroy();
  command.process.stderr?.destroy();
  for (let count = 0; count < 20; count += 1) await call(local as never, "HEAD", "/api/hubs/chat/users/ada");
  expect((await call(local as never, "HEAD", "/api/hubs/chat/users/ada")).status).toBe(404);
  expect(command.process.exitCode).toBeNull();
  command.process.kill("SIGINT");
  expect(await command.ended).toEqual({ code: 0, signal: null });
}, 20_000);

test("the command says when the port is taken, and what to run instead", async () => {
  const { port } = new URL((await service()).endpoint);
  const command = new Command(["--port", port, "--access-key", "fake-key"]);
  expect(await command.ended).toEqual({ code: 1, signal: null });
  expect(command.stdout).toBe("");
  expect(command.stderr).toMatch(/ is taken\. .*\nRun: npx web-pubsub-local --port 0 --access-key \.\.\.\n$/);
}, 20_000);

test("the command explains itself, and refuses wrong arguments", async () => {
  const [help, wrong] = [new Command(["--help"]), new Command(["--prot", "1"])];
  expect(await help.ended).toEqual({ code: 0, signal: null });
  expect(help.stdout).toMatch(/^Usage: web-pubsub-local/);
  expect(await wrong.ended).toEqual({ code: 2, signal: null });
  expect(wrong.stderr).toMatch(/'--prot'.*\nRun: npx web-pubsub-local --help\n$/s);
}, 20_000);
