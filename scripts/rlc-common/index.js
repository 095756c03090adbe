"use strict";

/**
 * The functions that `@autorest/typescript` calls to render a REST-level client. The plugin hands over a model of its
 * own that has lost enums, list styles and body kinds on the way, so the files are rendered from AutoRest's code model,
 * which the plugin's session holds.
 */

const path = require("node:path");
const { ownRuntime, readClientModel } = require("./model/readClientModel.js");
const { renderClient } = require("./render/client.js");
const { renderApiFile, renderIndexFile } = require("./render/indexFile.js");
const { renderModels, renderOutputModels } = require("./render/models.js");
const { renderOperations } = require("./render/operations.js");
const { renderParameters } = require("./render/parameters.js");
const { renderRequestBuilders } = require("./render/requestBuilders.js");
const { renderResponses } = require("./render/responses.js");
const { renderRoutes } = require("./render/routes.js");
const { renderRuntime } = require("./render/runtime.js");

/** @typedef {import("./model/clientModel.js").ClientModel} ClientModel */
/** @typedef {{ srcPath: string }} PluginModel */
/** @typedef {{ path: string, content: string }} RenderedFile */

/** The document that the plugin is at work on; one process may be given several, one after the other. @type {{ session?: any, model?: ClientModel | undefined }} */
let current = {};

/** The model of that document; none if it cannot be rendered. */
function getClientModel() {
  // Required late: the plugin is only half loaded when it loads this file.
  const session = require("@autorest/typescript/dist/src/autorestSession").getSession();
  if (current.session !== session) {
    current = { session };
    current.model = attempt(() => readSessionModel(session));
    // The plugin is about to fill its own model, which nobody reads, and would fail on documents that we can render,
    // such as one with a list in a header. Without operations it has nothing to do.
    session.model.operationGroups = [];
  }
  return current.model;
}

/** @param {any} session */
function readSessionModel(session) {
  return readClientModel(session.model, {
    warn: (warning) => session.warning(warning, ["rest-level-client"]),
    // Clients of one package share a runtime that lies beside them; a client by itself brings its own.
    runtime: session.configuration["shared-runtime"],
    omit: String(session.configuration["omit-operations"] ?? "")
      .split(",")
      .filter(Boolean),
  });
}

/**
 * Does a step of the rendering. An error is reported and not thrown: AutoRest would wait for the plugin for ever.
 *
 * @template T @param {() => T} step @returns {T | undefined}
 */
function attempt(step) {
  try {
    return step();
  } catch (error) {
    current.session.error(/** @type {Error} */ (error).message, ["rest-level-client"]);
    return undefined;
  }
}

/**
 * A builder in the plugin's form. A file with nothing in it is left out.
 *
 * @param {string} name @param {(model: ClientModel) => string} render
 */
const fileBuilder =
  (name, render) =>
  (/** @type {PluginModel} */ { srcPath }) => {
    const model = getClientModel();
    const content = model && attempt(() => render(model));
    return content ? { path: path.posix.join(srcPath, name), content } : undefined;
  };

const buildModels = fileBuilder("models.ts", renderModels);
const buildOutputModels = fileBuilder("outputModels.ts", renderOutputModels);
const clientFiles = [
  fileBuilder("api.ts", renderApiFile),
  fileBuilder("client.ts", renderClient),
  fileBuilder("operations.ts", renderOperations),
  fileBuilder("requestBuilders.ts", renderRequestBuilders),
];

module.exports = {
  buildClient: (/** @type {PluginModel} */ model) => clientFiles.map((build) => build(model)).filter(Boolean),
  buildClientDefinitions: fileBuilder("routes.ts", renderRoutes),
  buildIndexFile: fileBuilder("index.ts", renderIndexFile),
  buildParameterTypes: fileBuilder("parameters.ts", renderParameters),
  buildResponseTypes: fileBuilder("responses.ts", renderResponses),
  buildSchemaTypes: (/** @type {PluginModel} */ model) => ({
    inputModelFile: buildModels(model),
    outputModelFile: buildOutputModels(model),
  }),
  // The runtime is copied as a whole by the helper that has most to do with it.
  buildSerializeHelper: (/** @type {PluginModel} */ { srcPath }) =>
    getClientModel()?.runtime !== ownRuntime
      ? undefined
      : renderRuntime().map(({ name, content }) => ({ path: path.posix.join(srcPath, "runtime", name), content })),

  // Called by the plugin while it fills its own model; the last but one is called first of all.
  buildRuntimeImports: () => ({}),
  extractDefinedPosition: () => undefined,
  extractPathApiVersion: () => undefined,
  initInternalImports: () => {
    getClientModel();
    return { parameter: {}, response: {}, rlcClientDefinition: {}, rlcIndex: {} };
  },
  transformSampleGroups: () => undefined,

  // Files that a client of this project does not have.
  buildIsUnexpectedHelper: () => undefined,
  buildLogger: () => undefined,
  buildPaginateHelper: () => undefined,
  buildPollingHelper: () => undefined,
  buildTopLevelIndex: () => undefined,
};
