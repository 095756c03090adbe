import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { startLocalService } from "web-pubsub-local";
import type { LocalService } from "web-pubsub-local";
import { installPacked } from "../package/packedPackage.js";
import type { Project } from "../package/packedPackage.js";

const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
const [, section = ""] = readme.split("## Send a message\n");
const [, program = ""] = /^```ts\n([\s\S]*?)^```/m.exec(section) ?? [];
const [, commands = ""] = /^```sh\n([\s\S]*?)^```/m.exec(section) ?? [];

let service: LocalService;
let project: Project;
beforeAll(async () => {
  service = await startLocalService();
  project = installPacked();
  writeFileSync(path.join(project.folder, "send.mjs"), program);
}, 60_000);
afterAll(async () => {
  project.remove();
  await service.close();
});
beforeEach(() => service.control.clearRequests());

/** Runs commands in a shell, in the folder of send.mjs. */
async function runInShell(text: string): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const env = { ...process.env, NODE_OPTIONS: "" };
  const child = spawn("sh", ["-c", text], { cwd: project.folder, env });
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk) => (output.stdout += String(chunk)));
  child.stderr.on("data", (chunk) => (output.stderr += String(chunk)));
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { code, ...output };
}

/** The commands of the README with a connection string in the place of its example. */
const commandsWith = (connectionString: string) =>
  commands.replace(/(?<=CONNECTION_STRING=')[^']*(?=')/, connectionString);

describe("the first program of the README, saved and run as it says,", () => {
  test("sends", async () => {
    expect(commands).toContain("node send.mjs");
    expect(await runInShell(commandsWith(service.connectionString))).toEqual({ code: 0, stdout: "sent\n", stderr: "" });
    expect(service.control.requests).toMatchObject([{ method: "POST", text: '{"from":"ada","text":"hello"}' }]);
  }, 20_000);

  test("fails with a wrong key, and says so", async () => {
    const wrong = service.connectionString.replace(/AccessKey=[^;]*/, "AccessKey=fake-wrong-key");
    const { code, stdout, stderr } = await runInShell(commandsWith(wrong));
    expect({ code, stdout, stderr }).toMatchObject({ code: 1, stdout: "", stderr: expect.stringContaining("401") });
    expect(stderr).not.toContain("fake-wrong-key");
  }, 20_000);

  test("fails where the shell has cut the connection string, and says what to do", async () => {
    const unquoted = commandsWith(service.connectionString).replaceAll("'", "");
    const { code, stderr } = await runInShell(unquoted);
    expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining("in a shell it needs quotes") });
  }, 20_000);

  test("fails without a connection string, and says what one looks like", async () => {
    const { code, stderr } = await runInShell(commandsWith(""));
    expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining("Expected Endpoint=https://") });
    expect(stderr).toContain("environment variable");
  }, 20_000);

  test("fails where nobody listens, and names the call and the line", async () => {
    const gone = await startLocalService();
    await gone.close();
    const { code, stderr } = await runInShell(commandsWith(gone.connectionString));
    expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining("POST /api/hubs/chat/:send") });
    expect(stderr).toMatch(/send\.mjs:\d+/);
  }, 60_000);
});

test("the README is no longer than 150 lines", () => expect(readme.split("\n").length).toBeLessThanOrEqual(151));
