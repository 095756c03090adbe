/**
 * A process that renders documents with AutoRest, one after the other, for `autorestPool.ts`. AutoRest's core keeps its
 * extensions from one document to the next, two more processes: to start all three takes longer than to render.
 */
import { mkdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { optimiseLate } from "../bootstrap/optimiseLate.cjs";
import { directives } from "./keepDetails.js";
import { readLess } from "./readLess.js";
import { root } from "../root.js";
import { startExtensions } from "./startExtensions.js";
import type { Answer, LogEntry } from "./autorestPool.js";
import type { FileSystem } from "./readLess.js";

const require = createRequire(import.meta.url);
/** The folder of this process alone: AutoRest keeps its locks and temporary files there. */
const folder = String(process.env["autorest.home"]);

/**
 * How long AutoRest may be silent after it has failed, in milliseconds. An extension says last that it has failed, but what it
 * said before is looked up in the document first.
 */
const silence = 300;

/** @param name - a package */
const packageFolder = (name: string) => path.dirname(require.resolve(`${name}/package.json`));

const extensions = ["@autorest/modelerfour", "@autorest/typescript"].map(packageFolder);

/** As much of AutoRest's core as is used here: its own declarations are not whole. */
interface AutorestCore {
  readonly AutoRest: new (
    sink: object,
    fileSystem: undefined,
    configuration: string,
  ) => {
    readonly fileSystem: FileSystem;
    AddConfiguration(settings: Record<string, unknown>): void;
    readonly GeneratedFile: {
      Subscribe(take: (sender: unknown, file: { readonly uri: string; readonly content: string }) => void): void;
    };
    /** @returns true, or why it failed */
    Process(): { readonly finish: Promise<true | { readonly message?: string } | undefined> };
  };
}

/** Why AutoRest, which has not ended, is waited for no longer. */
class Stuck extends Error {
  override name = "Stuck";
}

/** @param settings - AutoRest's, on top of those of autorest.md */
async function render(settings: Record<string, unknown>): Promise<Answer> {
  const output = path.join(folder, "output");
  rmSync(output, { recursive: true, force: true });
  mkdirSync(output);
  const log: LogEntry[] = [];
  let giveUp: (why: Stuck) => void;
  let fatal: string | undefined;
  let timer: NodeJS.Timeout | undefined;
  const stuck: Promise<Stuck> = new Promise((resolve) => (giveUp = resolve));
  const sink = {
    log: ({ level, message, source = [] }: LogEntry) => {
      log.push({ level, message, source });
      // AutoRest waits for ever for an extension that threw an error.
      if (level === "fatal") fatal ??= message;
      if (fatal === undefined) return;
      clearTimeout(timer);
      timer = setTimeout(() => giveUp(new Stuck(fatal)), silence);
    },
    startProgress: () => ({ update: () => undefined, stop: () => undefined }),
  };
  const { AutoRest } = require("@autorest/core") as AutorestCore;
  const autorest = new AutoRest(sink, undefined, pathToFileURL(path.join(root, "autorest.md")).href);
  readLess(autorest.fileSystem);
  autorest.AddConfiguration({
    use: extensions,
    "output-folder": output,
    ...settings,
    // Those for the one document come on top.
    directive: [...directives, ...((settings["directive"] as object[] | undefined) ?? [])],
  });
  const files: [string, string][] = [];
  const sources = pathToFileURL(path.join(output, "src/")).href;
  autorest.GeneratedFile.Subscribe((_, file) => {
    if (file.uri.startsWith(sources)) files.push([decodeURI(file.uri.slice(sources.length)), file.content]);
  });
  const result = await Promise.race([autorest.Process().finish, stuck]);
  clearTimeout(timer);
  if (result === true) return { files, log };
  return { files, log, failure: String(result?.message ?? result), ...(result instanceof Stuck && { stuck: true }) };
}

/** Waits for documents until it is told that there are none. */
export async function main(): Promise<number> {
  // For this process and those that AutoRest starts from here.
  Object.assign(process.env, {
    WEB_PUBSUB_REST_TMPDIR: os.tmpdir(),
    ...Object.fromEntries(["TMPDIR", "TEMP", "TMP"].map((name) => [name, folder])),
    NODE_OPTIONS: `--require ${JSON.stringify(path.join(root, "scripts/bootstrap/loadRenderer.cjs"))}`,
  });
  optimiseLate();
  startExtensions(extensions);
  process.on("message", async (settings: Record<string, unknown>) => {
    process.send?.(await render(settings).catch((error) => ({ files: [], log: [], failure: String(error) })));
  });

  // Whoever started this process has ended or has done with it. The extensions are in its group, and end with it.
  process.once("disconnect", () => {
    rmSync(folder, { recursive: true, force: true });
    process.kill(process.platform === "win32" ? process.pid : -process.pid, "SIGKILL");
  });
  return 0;
}
