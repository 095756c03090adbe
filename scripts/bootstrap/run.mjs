/**
 * node scripts/bootstrap/run.mjs <script>[+<script>...] [arguments of the last]: runs scripts of the folder above this one.
 *
 * Every npm script comes through here: it stops on an old Node, installs the dependencies when they are missing or stale,
 * and has tsx read the scripts, which are TypeScript. Each exports `main`, which takes the arguments and returns the exit
 * code. They are loaded as CommonJS, because tsx starts faster that way than as a loader of ES modules (0.06 s and 0.35 s).
 */
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { installWhenStale } from "./installWhenStale.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const oldestNode = 20;

if (Number(process.versions.node.split(".")[0]) < oldestNode) {
  console.error(
    `Node ${oldestNode} or later is needed; this is ${process.version}. Install a newer one and run the command again.`,
  );
  process.exit(1);
}
if (!installWhenStale(root, "dependencies")) {
  console.error("\nThe dependencies could not be installed. Check the network, then run: npm ci");
  process.exit(1);
}

const require = createRequire(import.meta.url);
/** @type {typeof import("tsx/cjs/api")} */
const { register } = require("tsx/cjs/api");
const [names = "", ...args] = process.argv.slice(2);
const scripts = names.split("+");
for (const [index, name] of scripts.entries()) {
  const unregister = register();
  /** @type {{ main(args: string[]): Promise<number> }} */
  const { main } = require(`../${name}.ts`);
  // What the script loads later is JavaScript, which tsx would only read once more.
  unregister();
  const code = await main(index === scripts.length - 1 ? args : []);
  if (code !== 0) {
    process.exitCode = code;
    break;
  }
}
