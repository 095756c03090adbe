import { execFile } from "node:child_process";
import { cpSync, existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "@jest/globals";

const folder = fileURLToPath(new URL("msw3", import.meta.url));
const modules = path.join(folder, "node_modules");
const run = promisify(execFile);

/** Installs msw 3, and the Node that it asks for, unless they are there as the lock file has them. */
async function installed(): Promise<void> {
  const read = (file: string): Record<string, { version?: string }> =>
    existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).packages : {};
  const [wanted, there] = [
    read(path.join(folder, "package-lock.json")),
    read(path.join(modules, ".package-lock.json")),
  ];
  if (wanted["node_modules/msw"]?.version === there["node_modules/msw"]?.version) return;
  await run("npm", ["ci", "--prefer-offline", "--loglevel=error"], { cwd: folder });
}

/** Node 24 from npm where there is one for this machine, and the Node that runs the test elsewhere. */
function node(): string {
  const file = path.join(modules, "node24/bin/node");
  return existsSync(file) ? file : process.execPath;
}

test("the service in memory answers by msw 3 as well", async () => {
  await installed();
  // Beside msw 3, so that it finds that and not the one of this repository.
  const own = path.join(modules, "web-pubsub-local");
  rmSync(own, { recursive: true, force: true });
  for (const part of ["dist", "package.json"])
    cpSync(fileURLToPath(new URL(`../${part}`, import.meta.url)), path.join(own, part), { recursive: true });
  const env = { ...process.env, NODE_OPTIONS: "" };
  const { stdout } = await run(node(), [path.join(folder, "program.js")], { cwd: folder, env });
  expect(JSON.parse(stdout)).toEqual({
    msw: expect.stringMatching(/^3\./),
    node: expect.stringMatching(/^2[2-9]\./),
    sent: 202,
    messages: [{ from: "group", group: "news", dataType: "json", data: { text: "hello" } }],
    head: [404, "Warning.User.NotExisted"],
    large: 400,
    busy: [503, "0"],
    reset: "broken off",
    requests: 5,
  });
}, 300_000);

test("the package asks for either", () => {
  const { peerDependencies } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  expect(peerDependencies).toEqual({ msw: "^2.15.0 || ^3.0.0" });
});
