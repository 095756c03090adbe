"use strict";

const fs = require("node:fs");
const path = require("node:path");

const folder = path.join(__dirname, "..", "runtime");

/**
 * `runtime/`: the code that every generated client shares. It is written as ordinary TypeScript and copied, so that a
 * generated client needs nothing but the core library.
 *
 * @returns {{ name: string, content: string }[]}
 */
function renderRuntime() {
  return fs
    .readdirSync(folder)
    .filter((name) => name.endsWith(".ts"))
    .sort()
    .map((name) => ({ name, content: fs.readFileSync(path.join(folder, name), "utf8") }));
}

module.exports = { renderRuntime };
