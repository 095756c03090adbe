/** The tests in a browser are one file for Jest: a browser takes longer to start than most of them. */
import { readdirSync } from "node:fs";

for (const name of readdirSync(new URL("inBrowser", import.meta.url))) await import(`./inBrowser/${name}`);
