/** The suite on Node, Bun and Deno: the setting comes as an argument, the report goes to standard output. */
import { runSuite } from "./suite.js";

const [setting] = (globalThis as unknown as { process: { argv: string[] } }).process.argv.slice(2);
console.log(JSON.stringify(await runSuite(JSON.parse(setting ?? "{}"))));
