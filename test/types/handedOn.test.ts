import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "@jest/globals";

const root = fileURLToPath(new URL("../..", import.meta.url));
const require = createRequire(import.meta.url);

/** A library that hands on what a client gives, and leaves it to the compiler to name the types. */
const library = `import * as api from "web-pubsub-rest/2024-12-01";
export const client = api.createWebPubSubClient("https://a.example", { key: "fake" });
export const response = await client.path("/api/hubs/{hub}/:send", "h").post({ contentType: "text/plain", body: "x" });
export const methods = () => client.path("/api/hubs/{hub}/users/{userId}", "h", "u");
export const error = api.createRestError(response as never);
export const made = new api.RestError("x");
export const known = (thrown: unknown) => (api.isRestError(thrown) ? thrown : undefined);
export const list = api.paginate(client, client.path("/api/hubs/{hub}/groups/{group}/connections", "h", "g").get());
export const pages = list.byPage();
export const token = await api.getClientAccessToken(client, "h");
export const request = api.buildSendToAllRequest("h", { contentType: "text/plain", body: "x" });
export const sent = await client.sendRequest(request);
export const { pipeline, pathUnchecked } = client;
export const unchecked = client.pathUnchecked("/api/x");
export const call = unchecked.get();
export const stream = await client.path("/api/health").head().asNodeStream();
export const webStream = await call.asBrowserStream();
export const { throwIfUnexpected, isUnexpected, odata } = api;
`;

let folder: string;
beforeAll(() => {
  // As pnpm lays packages out: what this one depends on is not to be found from the library.
  folder = mkdtempSync(path.join(tmpdir(), "web-pubsub-rest-handed-on-"));
  mkdirSync(path.join(folder, "node_modules"));
  symlinkSync(root, path.join(folder, "node_modules", "web-pubsub-rest"), "junction");
  writeFileSync(path.join(folder, "library.mts"), library);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(["typescript", "typescript-5.4"])(
  "%s names all that a client gives by this package alone, where its dependencies are out of reach",
  (compiler) => {
    const tsc = path.join(path.dirname(require.resolve(`${compiler}/package.json`)), "bin/tsc");
    const options = "--declaration --emitDeclarationOnly --strict --skipLibCheck --target es2022 --module nodenext";
    const out = spawnSync(process.execPath, [tsc, ...options.split(" "), "--pretty", "false", "library.mts"], {
      cwd: folder,
      encoding: "utf8",
    });
    expect(out.stdout).toBe("");
    expect(out.status).toBe(0);
  },
);
