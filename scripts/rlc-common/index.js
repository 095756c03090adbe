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

/** @typedef {{ srcPath: string }} PluginModel */
/** @typedef {{ path: string, content: string }} RenderedFile */

/** @type {import("./model/clientModel.js").ClientModel | undefined} */
let clientModel;

/** The model of the document that this process renders; AutoRest starts one process for each run. */
function getClientModel() {
  if (clientModel === undefined) {
    // Required late: the plugin is only half loaded when it loads this file.
    const session = require("@autorest/typescript/dist/src/autorestSession").getSession();
    clientModel = readClientModel(session.model, {
      warn: (warning) => session.warning(warning, ["rest-level-client"]),
      // Clients of one package share a runtime that lies beside them; a client by itself brings its own.
      runtime: session.configuration["shared-runtime"],
      omit: String(session.configuration["omit-operations"] ?? "")
        .split(",")
        .filter(Boolean),
    });
    // The plugin is about to fill its own model, which nobody reads, and would fail on documents that we can render,
    // such as one with a list in a header. Without operations it has nothing to do.
    session.model.operationGroups = [];
  }
  return clientModel;
}

/**
 * A builder in the plugin's form. A file with nothing in it is left out.
 *
 * @param {string} name @param {(model: import("./model/clientModel.js").ClientModel) => string} render
 */
const fileBuilder =
  (name, render) =>
  (/** @type {PluginModel} */ { srcPath }) => {
    const content = render(getClientModel());
    return content === "" ? undefined : { path: path.posix.join(srcPath, name), content };
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
  buildClient: (/** @type {PluginModel} */ model) => clientFiles.map((build) => build(model)),
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
    getClientModel().runtime !== ownRuntime
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
