"use strict";

/**
 * Loaded first of all in the processes that AutoRest starts (`node --require`): has tsx read `@azure-tools/rlc-common`,
 * our renderer, which is TypeScript, when the plugin asks for it. The hundreds of files around it are left alone, and what
 * the plugin loads for its other forms of a client is not loaded before it is used.
 */
const Module = require("node:module");
const { Project } = require("./memoryProject.cjs");
const { optimiseLate } = require("./optimiseLate.cjs");

optimiseLate();

const renderer = "@azure-tools/rlc-common";

/**
 * What takes longest to load, by what the plugin calls it: its classic form of a client, the library that one is for, and a
 * TypeScript compiler to keep files in, for which a map will do. With each what stands in for some of its members.
 * @type {Record<string, Record<string, unknown>>}
 */
const late = {
  "./typescriptGenerator": {},
  "@azure/core-http": {},
  "ts-morph": { Project, IndentationText: {} },
};

// As tsx does itself: on Node 20 there is no public hook that works in the thread that loads.
const hooks =
  /** @type {{ _load(request: string, parent?: { filename?: string | null }, ...rest: unknown[]): unknown }} */ (
    /** @type {unknown} */ (Module)
  );
const load = hooks._load;
hooks._load = function (request, parent, ...rest) {
  const ready = late[request];
  if (ready !== undefined && /[\\/]@autorest[\\/]typescript[\\/]dist[\\/]/.test(parent?.filename ?? ""))
    return loadLate(ready, () => load.call(this, request, parent, ...rest));
  if (request !== renderer) return load.call(this, request, parent, ...rest);
  const unregister = registerTsx();
  try {
    return load.call(this, request, parent, ...rest);
  } finally {
    unregister();
  }
};

/**
 * A module that is loaded when one of its members is asked for.
 *
 * @param {Record<string, unknown>} ready - members that are there already
 * @param {() => unknown} loadModule
 */
function loadLate(ready, loadModule) {
  return new Proxy(ready, {
    get: (_, name) => {
      // TypeScript's helpers ask for it of everything that they import.
      if (name === "__esModule") return true;
      return Reflect.get(name in ready ? ready : /** @type {object} */ (loadModule()), name);
    },
  });
}

/** tsx keeps what it has compiled in the system's temporary folder, and AutoRest is given another one. */
function registerTsx() {
  const { TMPDIR, WEB_PUBSUB_REST_TMPDIR } = process.env;
  if (WEB_PUBSUB_REST_TMPDIR !== undefined) process.env.TMPDIR = WEB_PUBSUB_REST_TMPDIR;
  try {
    return require("tsx/cjs/api").register();
  } finally {
    if (TMPDIR !== undefined) process.env.TMPDIR = TMPDIR;
  }
}
