import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, jest, test } from "@jest/globals";

// Each test starts a process or several, and the machine may be busy.
jest.setTimeout(20_000);

/** Makes node fail as soon as anything asks for msw. */
const withoutMsw = `data:text/javascript,${encodeURIComponent(`
  import { register } from "node:module";
  const hooks = "export async function resolve(name, context, next) {" +
    "if (/^msw/.test(name)) throw new Error('msw is not here'); return next(name, context); }";
  register("data:text/javascript," + encodeURIComponent(hooks));
`)}`;

const load = (specifier: string, ...flags: string[]) =>
  promisify(execFile)(
    process.execPath,
    [...flags, "--input-type=module", "--eval", `console.log(Object.keys(await import("${specifier}")).join(" "))`],
    { cwd: fileURLToPath(new URL("..", import.meta.url)), env: { ...process.env, NODE_OPTIONS: "" } },
  );

test("the package is loaded without msw", async () => {
  const { stdout } = await load("web-pubsub-local", "--import", withoutMsw);
  expect(stdout.trim()).toBe("defaultAccessKey startLocalService");
});

test("the entry point for msw is loaded with it, and only with it", async () => {
  expect((await load("web-pubsub-local/msw")).stdout.trim()).toBe("ConnectRefusedError createInMemoryService");
  await expect(load("web-pubsub-local/msw", "--import", withoutMsw)).rejects.toThrow("msw is not here");
});

test("nothing else of the package can be loaded", async () => {
  await expect(load("web-pubsub-local/dist/index.js")).rejects.toThrow("ERR_PACKAGE_PATH_NOT_EXPORTED");
});

test("the package holds the files of the page, and nothing that only this repository needs", async () => {
  const args = ["pack", "--dry-run", "--json", "--ignore-scripts"];
  const cwd = fileURLToPath(new URL("..", import.meta.url));
  const { stdout } = await promisify(execFile)("npm", args, { cwd });
  const [{ files }] = JSON.parse(stdout) as [{ files: { path: string }[] }];
  const paths = files.map(({ path }) => path);
  const page = [
    "activity.js",
    "client.js",
    "elements.js",
    "feed.js",
    "form.js",
    "hubs.js",
    "index.html",
    "layout.css",
    "messages.js",
    "parts.css",
    "view.js",
  ];
  expect(paths.filter((path) => path.startsWith("page/")).sort()).toEqual(page.map((name) => `page/${name}`));
  expect(paths).toEqual(expect.arrayContaining(["bin/web-pubsub-local.js", "dist/runCli.js", "dist/page/document.js"]));
  expect(paths).toEqual(expect.arrayContaining(["samples/chat/server.js", "samples/chat/public/chat.js"]));
  expect(paths.filter((path) => /^(src|test)\/|tsconfig/.test(path))).toEqual([]);
});
