/**
 * A process that renders documents with AutoRest, one after the other, for `autorestPool.mjs`. AutoRest's core keeps its
 * extensions from one document to the next, two more processes: to start all three takes longer than to render.
 */
import { mkdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./root.mjs";

const require = createRequire(import.meta.url);
/** @type {any} - its declarations are not whole */
const { AutoRest } = require("@autorest/core");

// The renderer is TypeScript, and the plugin requires it in one of the processes that AutoRest starts from here.
process.env["NODE_OPTIONS"] = `--require ${JSON.stringify(require.resolve("tsx/cjs"))}`;

/** The folder of this process alone: AutoRest keeps its locks and temporary files there. */
const folder = String(process.env["autorest.home"]);

/** How long AutoRest may take to come to an end after it has failed, in milliseconds. */
const graceTime = 1500;

/** @param {string} name - a package */
const packageFolder = (name) => path.dirname(require.resolve(`${name}/package.json`));

/**
 * @param {Record<string, unknown>} settings - AutoRest's, on top of those of autorest.md
 * @returns {Promise<import("./autorestPool.mjs").Answer>}
 */
async function render(settings) {
  const output = path.join(folder, "output");
  rmSync(output, { recursive: true, force: true });
  mkdirSync(output);
  /** @type {import("./autorestPool.mjs").LogEntry[]} */
  const log = [];
  /** @type {(why: Error) => void} */
  let giveUp;
  /** @type {Promise<Error>} */
  const stuck = new Promise((resolve) => (giveUp = resolve));
  const sink = {
    log: (/** @type {import("./autorestPool.mjs").LogEntry} */ { level, message, source = [] }) => {
      log.push({ level, message, source });
      // AutoRest waits for ever for an extension that threw an error.
      if (level === "fatal") setTimeout(() => giveUp(new Error(message)), graceTime).unref();
    },
    startProgress: () => ({ update: () => undefined, stop: () => undefined }),
  };
  const autorest = new AutoRest(sink, undefined, pathToFileURL(path.join(root, "autorest.md")).href);
  autorest.AddConfiguration({
    use: [packageFolder("@autorest/modelerfour"), packageFolder("@autorest/typescript")],
    "output-folder": output,
    ...settings,
  });
  /** @type {[string, string][]} */
  const files = [];
  const sources = pathToFileURL(path.join(output, "src/")).href;
  autorest.GeneratedFile.Subscribe((/** @type {unknown} */ _, /** @type {{ uri: string, content: string }} */ file) => {
    if (file.uri.startsWith(sources)) files.push([decodeURI(file.uri.slice(sources.length)), file.content]);
  });
  const result = await Promise.race([autorest.Process().finish, stuck]);
  return { files, log, ...(result !== true && { failure: String(result?.message ?? result) }) };
}

process.on("message", async (/** @type {Record<string, unknown>} */ settings) => {
  process.send?.(await render(settings).catch((error) => ({ files: [], log: [], failure: String(error) })));
});

// Whoever started this process has ended or has done with it. The extensions are in its group, and end with it.
process.once("disconnect", () => {
  rmSync(folder, { recursive: true, force: true });
  process.kill(process.platform === "win32" ? process.pid : -process.pid, "SIGKILL");
});
