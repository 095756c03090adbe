import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "@jest/globals";
import { runCli } from "../src/runCli.js";
import { makeCertificate } from "../src/tls/certificate.js";
import { closeAfterTest, service } from "./support.js";

/** Runs the command in this process, interrupted from the start unless told otherwise. */
async function run(args: string[], signal = AbortSignal.abort()) {
  const output = { stdout: "", stderr: "" };
  const stream = (name: keyof typeof output) => ({ write: (text: string) => (output[name] += text) });
  const code = await runCli(args, { stdout: stream("stdout"), stderr: stream("stderr"), env: {}, signal });
  return { code, ...output };
}

describe("the command", () => {
  test("explains itself", async () => {
    expect(await run(["--help"])).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^Usage: web-pubsub-local \[options\]/),
      stderr: "",
    });
  });

  test("says its version", async () => {
    expect(await run(["--version"])).toEqual({ code: 0, stdout: "0.1.0\n", stderr: "" });
  });

  test.each([
    [["--nope"]],
    [["--port", "abc"]],
    [["--port", ""]],
    [["--port", "70000"]],
    [["--port"]],
    [["extra"]],
    [["--host", ""]],
    [["--access-key", "fake;key"]],
    [["--page", "--no-page"]],
  ])("refuses the arguments %j and says how to learn more", async (args) => {
    expect(await run(args)).toEqual({
      code: 2,
      stdout: "",
      stderr: expect.stringMatching(/\nRun: npx web-pubsub-local --help\n$/),
    });
  });

  test.each([
    [["--port", "abc"], "--port must be a whole number from 0 to 65535, where 0 is any free port."],
    [["--port", "65536"], "--port must be a whole number from 0 to 65535, where 0 is any free port."],
    [["--prot"], "Unknown option '--prot'."],
    [["--port"], "Option '--port <value>' argument missing."],
    [["--page=yes"], "Option '--page' does not take an argument."],
  ])("says what is wrong with %j", async (args, message) => {
    expect((await run(args)).stderr).toBe(`${message}\nRun: npx web-pubsub-local --help\n`);
  });

  test("does not repeat what may be a part of a key", async () => {
    const { stderr } = await run(["--access-key", "fake", "part-of-a-key"]);
    expect(stderr).toMatch(/^There is an argument that belongs to no option\./);
    expect(stderr).not.toContain("part-of-a-key");
  });

  test("leaves nothing open where it fails after its service has started", async () => {
    const stdout = {
      text: "",
      write(text: string) {
        this.text = text;
        throw new Error("Nobody can be told.");
      },
    };
    const stderr = { write: () => undefined };
    const signal = new AbortController().signal;
    expect(await runCli(["--port", "0", "--https"], { stdout, stderr, env: {}, signal })).toBe(1);
    const port = Number(/^Endpoint .*:(\d+)$/m.exec(stdout.text)?.[1]);
    // Its port is free again.
    const other = await service({ port });
    expect(other.endpoint).toBe(`http://127.0.0.1:${port}`);
    expect(existsSync(/^export NODE_EXTRA_CA_CERTS='(.*)'$/m.exec(stdout.text)?.[1] ?? "/")).toBe(false);
  });

  test("names the command to run instead where the port is taken", async () => {
    const { port } = new URL((await service()).endpoint);
    expect(await run(["--port", port, "--no-page", "--access-key", "fake-key"])).toEqual({
      code: 1,
      stdout: "",
      stderr:
        `Port ${port} of 127.0.0.1 is taken. Name another port, or 0 for any free one.\n` +
        "Run: npx web-pubsub-local --port 0 --access-key ... --no-page\n",
    });
  });

  test("names the command to run instead where the host is not this machine's", async () => {
    expect(await run(["--port", "0", "--host", "192.0.2.1"])).toEqual({
      code: 1,
      stdout: "",
      stderr: expect.stringMatching(
        /^This machine has no such host .*192\.0\.2\.1.*\nRun: npx web-pubsub-local --port 0\n$/,
      ),
    });
  });

  test("prints what a shell takes as it is, whatever is in the key", async () => {
    const { stdout } = await run(["--port", "0", "--access-key", "it's a $fake key"]);
    const line = /^export WEB_PUBSUB_CONNECTION_STRING=.*$/m.exec(stdout)?.[0] ?? "";
    const script = `${line}; printf %s "$WEB_PUBSUB_CONNECTION_STRING"`;
    const printed = execFileSync("sh", ["-c", script], { encoding: "utf8" });
    expect(printed).toMatch(/^Endpoint=http:\/\/127\.0\.0\.1:\d+;AccessKey=it's a \$fake key;Version=1\.0;$/);
  });

  test("speaks TLS, and says where its certificate is", async () => {
    const { code, stdout } = await run(["--port", "0", "--https"]);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^Endpoint {11}https:\/\/127\.0\.0\.1:\d+$/m)]);
    const [, file = ""] = /^export NODE_EXTRA_CA_CERTS='(.*)'$/m.exec(stdout) ?? [];
    expect(file).toMatch(/certificate\.pem$/);
    // It is gone with the service.
    expect(existsSync(file)).toBe(false);
  });

  test.each([
    [["--https-key", "key.pem"], "belong together"],
    [
      ["--https-key", "/nowhere/key.pem", "--https-cert", "/nowhere/cert.pem"],
      "--https-key names a file that cannot be read",
    ],
  ])("refuses %j", async (args, message) => {
    expect(await run(args)).toMatchObject({ code: 2, stderr: expect.stringContaining(message) });
  });

  test("says which file is not the PEM that it should be", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "web-pubsub-local-"));
    closeAfterTest({ close: () => rmSync(folder, { recursive: true }) });
    const files = Object.fromEntries(["key", "cert", "none"].map((name) => [name, path.join(folder, `${name}.pem`)]));
    const { key = "", cert = "", none = "" } = files;
    const made = await makeCertificate(["localhost"]);
    for (const [name, text] of [
      [key, made.key],
      [cert, made.cert],
      [none, "fake"],
    ] as const)
      writeFileSync(name, text);
    const of = async (...[first, second]: [string, string]): Promise<string> =>
      (await run(["--port", "0", "--https-key", first, "--https-cert", second])).stderr;
    const keyRule = "--https-key names a file that is not a private key without a passphrase as PEM";
    expect(await of(none, none)).toBe(`${keyRule}: ${none}.\nRun: npx web-pubsub-local --help\n`);
    expect(await of(cert, key)).toContain(`${keyRule}: ${cert}.`);
    expect(await of(key, none)).toContain(`--https-cert names a file that is not a certificate as PEM: ${none}.`);
    writeFileSync(none, (await makeCertificate(["localhost"])).key);
    expect(await of(none, cert)).toContain('"https.key" must be the private key of "https.cert"');
    expect(await of(key, cert)).toBe("");
  });

  test.each([
    ["where only this machine can open it", [], /^Status page {8}http:\/\/127\.0\.0\.1:\d+\/$/m],
    ["not where others can", ["--host", "0.0.0.0"], /^Status page {8}none \(--page turns it on/m],
    ["where it is asked for", ["--host", "0.0.0.0", "--page"], /^Status page {8}http:\/\/localhost:\d+\/$/m],
    ["not where it is turned off", ["--no-page"], /^Status page {8}none/m],
  ])("has a status page %s", async (_, args, line) => {
    const { code, stdout } = await run(["--port", "0", ...args]);
    expect(code).toBe(0);
    expect(stdout).toMatch(line);
  });
});
