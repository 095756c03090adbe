import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { startLocalService } from "web-pubsub-local";
import type { LocalService } from "web-pubsub-local";
import { WebSocket } from "ws";
import { browserTest, openTab } from "../local-service/test/browser.js";
import { compile } from "../types/compile.js";
import { makeProject } from "./project.js";
import { argumentsOf, runFunctions, runRoute, runServer, runWorker } from "./servers.js";
import type { Server } from "./servers.js";

const samples = fileURLToPath(new URL("../../samples", import.meta.url));
const read = (file: string): string => readFileSync(path.join(samples, file), "utf8");
const programs = readdirSync(samples).filter((name) => /\.(mjs|ts)$/.test(name));

/** The runtimes that `npm run test:runtimes` installs. */
const tools = fileURLToPath(new URL("../runtimes/tools/node_modules", import.meta.url));
const tool = (file: string): string => path.join(tools, file);

let service: LocalService;
let project: ReturnType<typeof makeProject>;
beforeAll(async () => {
  service = await startLocalService();
  project = makeProject();
}, 120_000);
afterAll(async () => {
  project.remove();
  await service.close();
});

test("the README of the samples lists each", () => {
  const files = readdirSync(samples).filter((name) => name !== "README.md");
  expect([...read("README.md").matchAll(/^\| \[(\S+)\]\(\1\) \|/gm)].map(([, name]) => name).sort()).toEqual(files);
});

test("each program compiles", () => {
  const hosts = readFileSync(new URL("hosts.d.ts", import.meta.url), "utf8");
  // Next.js and the others compile with a bundler's rules, in which a file has the type of its syntax.
  const options = {
    allowJs: true,
    checkJs: true,
    types: ["node"],
    module: "ESNext",
    moduleResolution: "Bundler",
    noUncheckedIndexedAccess: true,
    noUnusedLocals: true,
    noUnusedParameters: true,
  };
  const files = Object.fromEntries(programs.map((name) => [name, read(name)]));
  expect(programs).toHaveLength(6);
  expect(compile({ ...files, "hosts.d.ts": hosts }, options)).toBe("");
});

/** Asks a sample for an address, connects there, has it send a text, and waits for the text to arrive. */
async function sendThrough({ url }: Server, paths = { negotiate: "/negotiate", messages: "/messages" }) {
  const nobody = await fetch(`${url}${paths.negotiate}`);
  expect([nobody.status, await nobody.text()]).toEqual([400, expect.stringContaining("Who is it?")]);
  const answer = await fetch(`${url}${paths.negotiate}?user=ada`);
  expect([answer.status, answer.headers.get("cache-control")]).toEqual([200, "no-store"]);
  const { url: address } = (await answer.json()) as { url: string };
  const socket = new WebSocket(address);
  await new Promise((resolve, reject) => socket.on("open", resolve).on("error", reject));
  const received = new Promise((resolve) => socket.once("message", (data) => resolve(String(data))));
  const text = `hello from ${url} ✓`;
  const sent = await fetch(`${url}${paths.messages}`, {
    method: "POST",
    headers: { "Content-Type": "text/plain" },
    body: text,
  });
  expect(sent.status).toBe(202);
  expect(await received).toBe(text);
  expect(service.control.hubs()).toMatchObject([{ name: "chat", connections: [{ userId: "ada" }] }]);
  socket.close();
  await new Promise((resolve) => socket.on("close", resolve));
}

/** A test that needs a program; where that is missing it is skipped, and the last line of a run counts it. */
function testWith(command: string, name: string, run: () => void | Promise<void>): void {
  if (existsSync(command)) test(name, run, 60_000);
  else test.skip(name, run);
}

/** A test of a sample with a runtime. */
function sampleTest(name: string, command: string, start: (command: string) => Promise<Server>, paths = {}): void {
  testWith(command, name, async () => {
    const server = await start(command);
    try {
      await sendThrough(server, { negotiate: "/negotiate", messages: "/messages", ...paths });
    } finally {
      server.stop();
    }
  });
}

describe("over a local service, people get in and what is posted reaches them, in the sample for", () => {
  const run = (sample: string, program: string) => (command: string) =>
    runServer(command, argumentsOf(project.folder, sample, program), project.folder, service.connectionString);

  sampleTest("Express", process.execPath, run("express.mjs", "node"));
  sampleTest("Azure Functions", process.execPath, () => runFunctions(project.folder, service.connectionString));
  sampleTest("Next.js", process.execPath, () => runRoute(project.folder, service.connectionString), {
    negotiate: "/api/chat",
    messages: "/api/chat",
  });
  sampleTest("Deno", tool("@deno/linux-x64-glibc/deno"), run("deno.ts", "deno"));
  sampleTest("Bun", tool("@oven/bun-linux-x64/bin/bun"), run("bun.ts", "bun"));
  sampleTest("Cloudflare Workers", tool("@cloudflare/workerd-linux-64/bin/workerd"), (command) =>
    runWorker(command, project.folder, service.connectionString),
  );
});

test("the sample for Express refuses what is no text, or none at all, and sends nothing of it", async () => {
  const args = argumentsOf(project.folder, "express.mjs", "node");
  const server = await runServer(process.execPath, args, project.folder, service.connectionString);
  service.control.clearRequests();
  try {
    for (const [type, body] of [
      ["application/json", '{"a":1}'],
      ["text/plain", ""],
    ] as const) {
      const headers = { "Content-Type": type };
      const { status } = await fetch(`${server.url}/messages`, { method: "POST", headers, body });
      expect([type, status]).toEqual([type, 415]);
    }
    expect(service.control.requests).toEqual([]);
  } finally {
    server.stop();
  }
}, 60_000);

const deno = tool("@deno/linux-x64-glibc/deno");
testWith(deno, "Deno finds no mistake of types in its sample", () => {
  const env = { PATH: process.env["PATH"], HOME: project.folder, NO_COLOR: "1" };
  const { status, stderr } = spawnSync(deno, ["check", "deno.ts"], { cwd: project.folder, env, encoding: "utf8" });
  expect({ status, stderr }).toMatchObject({ status: 0 });
});

browserTest(
  "the page gets what another page sends, and holds no key",
  async () => {
    const args = argumentsOf(project.folder, "express.mjs", "node");
    const server = await runServer(process.execPath, args, project.folder, service.connectionString);
    try {
      const [ada, bob] = [await openTab(server.url), await openTab(server.url)];
      for (const { page } of [ada, bob]) await page.getByText("Connected", { exact: true }).waitFor();
      await ada.page.getByLabel("Message").fill("<i>hello</i>");
      await ada.page.getByRole("button", { name: "Send" }).click();
      for (const { page } of [ada, bob]) await page.getByText("<i>hello</i>").waitFor();
      const [, key = ""] = /AccessKey=([^;]+)/.exec(service.connectionString) ?? [];
      expect(key).not.toBe("");
      expect(await ada.page.content()).not.toContain(key);
      expect([...ada.complaints, ...bob.complaints]).toEqual([]);
    } finally {
      server.stop();
    }
  },
  60_000,
);
