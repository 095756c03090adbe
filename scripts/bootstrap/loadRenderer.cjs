"use strict";

/**
 * Loaded first of all in the processes that AutoRest starts (`node --require`): has tsx read `@azure-tools/rlc-common`,
 * our renderer, which is TypeScript, when the plugin asks for it. The hundreds of files around it are left alone.
 */
const Module = require("node:module");

const renderer = "@azure-tools/rlc-common";

// As tsx does itself: on Node 20 there is no public hook that works in the thread that loads.
const hooks = /** @type {{ _load(request: string, ...rest: unknown[]): unknown }} */ (/** @type {unknown} */ (Module));
const load = hooks._load;
hooks._load = function (request, ...rest) {
  if (request !== renderer) return load.call(this, request, ...rest);
  const unregister = registerTsx();
  try {
    return load.call(this, request, ...rest);
  } finally {
    unregister();
  }
};

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
