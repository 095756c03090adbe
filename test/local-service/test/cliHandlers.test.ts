import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "@jest/globals";
import { runCli } from "../src/runCli.js";
import { HandlerServer } from "./handlerServer.js";
import { Client, closeAfterTest, connect, jsonProtocol, service } from "./support.js";

/** Runs the command until a test has seen enough, and returns what it printed. */
async function run(args: string[], look: (endpoint: string) => Promise<void> = async () => undefined) {
  const output = { stdout: "", stderr: "" };
  const controller = new AbortController();
  let greet = (): void => undefined;
  const greeted = new Promise<void>((resolve) => (greet = resolve));
  const stdout = { write: (text: string) => ((output.stdout += text), greet()) };
  const stderr = { write: (text: string) => (output.stderr += text) };
  const ended = runCli(args, { stdout, stderr, env: {}, signal: controller.signal });
  await Promise.race([greeted, ended]);
  try {
    const endpoint = /^Endpoint +(\S+)$/m.exec(output.stdout)?.[1];
    if (endpoint !== undefined) await look(endpoint);
  } finally {
    controller.abort();
  }
  return { code: await ended, ...output };
}

/** A file with a text, which is gone after the test. */
function file(text: string | Uint8Array): string {
  const folder = mkdtempSync(path.join(tmpdir(), "web-pubsub-local-"));
  closeAfterTest({ close: () => rmSync(folder, { recursive: true }) });
  writeFileSync(path.join(folder, "config.json"), text);
  return path.join(folder, "config.json");
}

const rule = '--event-handler must be hub=address, such as "chat=http://localhost:3000/{event}".';
const event = { type: "event", event: "ping", data: 1, ackId: 1 };

describe("the command", () => {
  test("sends events to handlers of its arguments, and prints a line for each without the code in the address", async () => {
    const handler = await HandlerServer.start();
    const args = [
      "--port",
      "0",
      "--event-handler",
      `Chat=${handler.url}/{event}?code=fake-code`,
      "--anonymous-connect",
      "chat",
    ];
    const { code, stdout } = await run(args, async (endpoint) => {
      const client = new Client(`${endpoint.replace("http", "ws")}/client/hubs/chat`, [jsonProtocol]);
      expect(await client.json()).toMatchObject({ event: "connected" });
      expect(await client.ask(event)).toMatchObject({ success: true });
      client.socket.close(1000);
      await handler.until(4);
      const other = await connect({ endpoint }, { sub: "ada" }, "other");
      expect(await other.ask(event)).toMatchObject({ success: false });
    });
    expect(code).toBe(0);
    expect(handler.names).toEqual(["connect", "connected", "ping", "disconnected"]);
    expect(stdout).toContain(`Event handlers     chat  ${handler.url}/{event}\n`);
    for (const name of handler.names)
      expect(stdout).toMatch(
        new RegExp(
          `^..:..:..  event         204   chat        anonymous     ${name}  → ${handler.url}/${name}  in \\d+ ms`,
          "m",
        ),
      );
    expect(stdout).toMatch(/^..:..:..  event               other       ada           ping  no handler wants it/m);
    expect(stdout).not.toContain("fake-code");
  });

  test("takes hubs and all else from a file, and arguments before it", async () => {
    const [ofFile, ofArgument] = [await HandlerServer.start(), await HandlerServer.start()];
    const config = file(
      JSON.stringify({
        port: 1,
        accessKey: "fake-key-of-the-file-0123456789",
        statusPage: false,
        hubs: { Chat: { anonymousConnect: true, ...ofFile.hub(["connect"]) }, two: ofFile.hub() },
      }),
    );
    const args = ["--config", config, "--port", "0", "--event-handler", `chat=${ofArgument.url}`];
    const { code, stdout } = await run(args, async (endpoint) => {
      const client = new Client(`${endpoint.replace("http", "ws")}/client/hubs/chat`, [jsonProtocol]);
      await client.json();
      expect(await client.ask(event)).toMatchObject({ success: true });
      client.socket.terminate();
    });
    expect([code, ofFile.events.length]).toEqual([0, 0]);
    expect(ofArgument.names.slice(0, 3)).toEqual(["connect", "connected", "ping"]);
    expect(stdout).toMatch(/AccessKey=fake-key-of-the-file-0123456789;/);
    expect(stdout).toMatch(/^Status page {8}none/m);
  });

  test.each([
    [
      ["--event-handler", "http://localhost:3000"],
      '--event-handler must be hub=address, such as "chat=http://localhost:3000/{event}".',
    ],
    [["--event-handler", "chat=localhost:3000"], `${rule} The address does not begin with http:// or https://.\n`],
    [["--event-handler", "chat=http://localhost:3000/{evnt}"], `${rule} There is no placeholder {evnt}.\n`],
    [["--event-handler", "1=http://localhost"], `${rule} The hub's name is not one: a letter, and up to 127 letters,`],
    [["--anonymous-connect", ""], "--anonymous-connect must be the name of a hub: a letter, and up to 127 letters,"],
    [["--anonymous-connect", "my hub"], "--anonymous-connect must be the name of a hub: a letter,"],
    [["--config", "nowhere.json"], "--config names a file that cannot be read: nowhere.json (ENOENT)."],
    [["--config", "a.json", "--config", "b.json"], "--config may be given once: files are not put together."],
    [["--secondary-access-key", "fake;key"], '"secondaryAccessKey" must be a text without semicolons'],
  ])("refuses %j", async (args, message) => {
    expect(await run(["--port", "0", ...args])).toMatchObject({
      code: 2,
      stdout: "",
      stderr: expect.stringContaining(message),
    });
  });

  test.each([
    ['{"accessKey":"fake-secret', /not JSON: \S+config\.json\. Unterminated string in JSON at position 25\b/],
    [
      '{\n  "port": 1,\n  "accessKey": fake-secret-0123456789-0123456789\n}\n',
      /not JSON: \S+config\.json\. (Unexpected token '\w' in line 3|Expected .* in JSON at position \d+.*)\.\n/,
    ],
    ["{'fake-secret'}", /not JSON: \S+config\.json\. Expected property name .*\.\n/],
    ["[]", "The options of the file of --config must be an object. Received a list."],
    [
      '{"hubs":{"chat":{"eventHandlers":[{"url":"http://x?code=fake-secret"}]}}}',
      'There is no setting "url" of "hubs.chat.eventHandlers[0]". There are: urlTemplate, systemEvents, userEventPattern.\n',
    ],
    [
      '{"hubs":{"chat":{"eventHandlers":[{"connect":"fake-secret"}]}}}',
      'There is no setting "connect" of "hubs.chat.eventHandlers[0]". There are: urlTemplate,',
    ],
    ['{"hubs":{"chat":{"eventHandlers":["fake-secret"]}}}', "must be an object with a urlTemplate. Received a string."],
    ['{"https":"fake-secret"}', '"https" must be true, false or an object with key and cert'],
    ['"fake-secret"', "The options of the file of --config must be an object. Received a string."],
    ['{"onEvent":"fake-secret"}', 'There is no option "onEvent" of the file of --config. Its options are: port,'],
    ['{"hubs":["fake-secret"]}', '"hubs" must be an object with the settings of each hub. Received a list.'],
    ['{"port":"fake-secret"}', '"port" must be a whole number from 0 to 65535. Received a string.'],
    ['{"hubs":null}', '"hubs" must be an object with the settings of each hub. Received null.'],
    ['{"port":null}', '"port" must be a whole number from 0 to 65535. Received null.'],
  ])("refuses a file with %j, and does not repeat it", async (text: string, message: string | RegExp) => {
    const { code, stderr } = await run(["--config", file(text)]);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain("fake-secret");
  });

  test.each<[string, string[], string]>([
    ["true", [], "https"],
    ["true", ["--https"], "https"],
    ["false", ["--https"], "https"],
    ["false", [], "http"],
  ])("takes https: %s from a file that begins with a byte order mark, with %j", async (https, args, scheme) => {
    const { code, stdout, stderr } = await run(["--config", file(`\uFEFF{"https":${https},"port":0}`), ...args]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(new RegExp(`^Endpoint +${scheme}://`, "m"));
  });

  test("takes a file in the encoding of Windows PowerShell", async () => {
    const { code, stdout, stderr } = await run(["--config", file(Buffer.from('\uFEFF{"port":0}', "utf16le"))]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^Endpoint +http:/m);
  });

  test("shows no password of a handler's address", async () => {
    const address = "http://ada:fake-secret@localhost:3000/{event}";
    const started = await run(["--port", "0", "--event-handler", `chat=${address}`]);
    expect(started.stdout).toContain("Event handlers     chat  http://localhost:3000/{event}\n");
    expect(started.stdout).not.toContain("fake-secret");
    const { port } = new URL((await service()).endpoint);
    const { stderr } = await run(["--port", port, "--event-handler", `chat=${address}`]);
    expect(stderr).toContain('--port 0 --event-handler "chat=http://...@localhost:3000/{event}"\n');
    const hubs = { chat: { eventHandlers: [{ urlTemplate: address, userEventPattern: "*" }] } };
    expect((await run(["--config", file(JSON.stringify({ port: 0, hubs }))])).stdout).not.toContain("fake-secret");
  });

  test("names the command to run instead as a shell takes it, whatever the names hold", async () => {
    const { port } = new URL((await service()).endpoint);
    const { stderr } = await run(["--port", port, "--allow-origin", "*", "--allow-host", "app.example"]);
    expect(stderr).toContain('--port 0 --allow-origin "*" --allow-host app.example\n');
  });

  test("names the command to run instead with its handlers, but without codes", async () => {
    const { port } = new URL((await service()).endpoint);
    const args = [
      "--event-handler",
      "chat=http://localhost:3000/{event}?code=fake-code",
      "--anonymous-connect",
      "chat",
    ];
    const { stderr } = await run(["--port", port, "--secondary-access-key", "fake-key-2", ...args]);
    expect(stderr).toContain(
      "Run: npx web-pubsub-local --port 0 --secondary-access-key ... " +
        '--event-handler "chat=http://localhost:3000/{event}?..." --anonymous-connect chat\n',
    );
  });
});
