import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";
import { root } from "./root.mjs";

const require = createRequire(import.meta.url);

/** Longest time that one document may take, in milliseconds. AutoRest hangs after some errors instead of exiting. */
const timeLimit = 180_000;

/** Warnings of the tools about themselves, which say nothing about the document. */
const noise = [/PreCheck\/CheckDuplicateSchemas/, /seal-single-value-enum-by-default is a temporary flag/];

/** Thrown when AutoRest does not get through; the message is its own, one problem a line. */
export class AutorestError extends Error {
  /** @override */
  name = "AutorestError";
}

/** @param {string} name - a package */
const packageFolder = (name) => path.dirname(require.resolve(`${name}/package.json`));

/**
 * Renders one document with AutoRest.
 *
 * @param {object} run
 * @param {string} [run.tag] - a tag of autorest.md
 * @param {string} [run.inputFile] - or a document from elsewhere
 * @param {string[]} [run.omit] - ids of operations to leave out
 * @param {string} run.folder - an empty folder to work in; the files end up in `output/src` below it
 * @returns {Promise<{ warnings: string[] }>}
 * @throws AutorestError
 */
export async function runAutorest({ tag, inputFile, omit = [], folder }) {
  const args = [
    path.join(packageFolder("autorest"), "entrypoints", "app.js"),
    path.join(root, "autorest.md"),
    `--version=${packageFolder("@autorest/core")}`,
    `--use=${packageFolder("@autorest/modelerfour")}`,
    `--use=${packageFolder("@autorest/typescript")}`,
    `--output-folder=${path.join(folder, "output")}`,
    ...(tag === undefined ? [] : [`--tag=${tag}`]),
    ...(inputFile === undefined ? [] : [`--input-file=${inputFile}`]),
    ...(omit.length === 0 ? [] : [`--omit-operations=${omit.join(",")}`]),
  ];
  const { output, code } = await collect(args, folder);
  const lines = parseLog(output);
  const errors = lines.filter(({ level }) => level === "error" || level === "fatal").map(({ text }) => text);
  if (code !== 0 || errors.length > 0) throw new AutorestError(describe(errors, code));
  return {
    warnings: lines
      .filter(({ level, text }) => level === "warning" && !noise.some((known) => known.test(text)))
      .map(({ text }) => text),
  };
}

/**
 * Runs AutoRest and returns what it printed. After a fatal line it is given a moment to exit, and then ended.
 *
 * @param {string[]} args
 * @param {string} scratch - AutoRest leaves its state and temporary files here, where they can be removed
 * @returns {Promise<{ output: string, code: number | null }>}
 */
function collect(args, scratch) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      // A group of its own, so that the processes that AutoRest starts end with it.
      detached: process.platform !== "win32",
      env: {
        ...process.env,
        "autorest.home": scratch,
        TMPDIR: scratch,
        TEMP: scratch,
        TMP: scratch,
        NO_COLOR: "1",
        NODE_OPTIONS: "",
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const end = () => {
      try {
        if (child.pid !== undefined && process.platform !== "win32") process.kill(-child.pid, "SIGKILL");
        else child.kill("SIGKILL");
      } catch {
        // It has exited by itself.
      }
    };
    let timer = setTimeout(() => {
      output += `\nfatal   | AutoRest did not finish within ${timeLimit / 1000} s.\n`;
      end();
    }, timeLimit);
    /** @param {Buffer} chunk */
    const read = (chunk) => {
      output += chunk;
      if (/^fatal +\|/m.test(output)) {
        clearTimeout(timer);
        timer = setTimeout(end, 1500);
      }
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.on("error", reject);
    child.on("close", (code) => {
      clearTimeout(timer);
      resolve({ output, code });
    });
  });
}

/** What AutoRest prints about itself, before and after what it has to say about the document. */
const banner = /^(AutoRest code generation utility|\(C\) |https:\/\/aka\.ms\/|\u26a0)/;

/**
 * AutoRest's log as entries; a line without a level belongs to the entry before it.
 *
 * @param {string} output
 */
export function parseLog(output) {
  /** @type {{ level: string, text: string }[]} */
  const entries = [];
  for (const line of output.split(/\r?\n/)) {
    const [, level, text] = /^(\w+) +\| (.*)$/.exec(line) ?? [];
    const last = entries[entries.length - 1];
    if (level !== undefined) entries.push({ level, text: (text ?? "").trim() });
    else if (last && line.trim() !== "" && !banner.test(line)) last.text += `\n  ${line.trim()}`;
  }
  return entries;
}

/** What AutoRest says about its own steps once a step has failed. */
const aftermath =
  /^stack:|An error was encountered while handling|completed with (an|some) error|reported failure|Process\(\) cancelled|errors? occured|Semantic validation failed/;

/** @param {string[]} errors @param {number | null} code */
function describe(errors, code) {
  const own = errors
    .filter((text) => !aftermath.test(text))
    .map((text) => text.replace(/^ *(Error: )?/, "").replace(/\n\s*at .*/g, ""));
  return (
    [...new Set(own)].join("\n") || errors.join("\n") || `AutoRest ended with exit code ${code} and without a message.`
  );
}
