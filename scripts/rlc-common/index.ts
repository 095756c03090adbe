/**
 * The functions that `@autorest/typescript` calls to render a REST-level client. The plugin hands over a model of its
 * own that has lost enums, list styles and body kinds on the way, so the files are rendered from AutoRest's code model,
 * which the plugin's session holds.
 */
import { createRequire } from "node:module";
import path from "node:path";
import type { CodeModel } from "./model/codeModel.js";
import type { ClientModel } from "./model/clientModel.js";
import { ownRuntime, readClientModel } from "./model/readClientModel.js";
import { renderClient, renderCreateClient } from "./render/client.js";
import { renderApiFile, renderIndexFile } from "./render/indexFile.js";
import { renderPoller } from "./render/longRunning.js";
import { renderModels, renderOutputModels } from "./render/models.js";
import { renderOperations } from "./render/operations.js";
import { renderRequests } from "./render/requests.js";
import { renderRouteTable } from "./render/routes.js";
import { renderRuntime } from "./render/runtime.js";

const require = createRequire(import.meta.url);

/** The plugin's model: all that is read of it is where files go. */
interface PluginModel {
  srcPath: string;
}

interface RenderedFile {
  path: string;
  content: string;
}

/** What is used of the plugin's session, which is one of `@autorest/extension-base`. */
interface Session {
  model: CodeModel;
  configuration: Readonly<Record<string, unknown>>;
  warning(message: string, key: string[]): void;
  error(message: string, key: string[]): void;
}

/** The document that the plugin is at work on; one process may be given several, one after the other. */
let current: { session: Session; model: ClientModel | undefined } | undefined;

/** The model of that document; none if it cannot be rendered. */
function getClientModel(): ClientModel | undefined {
  const session = getSession();
  if (current?.session !== session) {
    current = { session, model: undefined };
    current.model = attempt(() => readSessionModel(session));
    // The plugin is about to fill its own model, which nobody reads, and would fail on documents that we can render,
    // such as one with a list in a header. Without operations it has nothing to do.
    session.model.operationGroups = [];
    formatAsWeDo();
  }
  return current.model;
}

/** What is used of the plugin's module of that name. */
interface PluginSession {
  getSession(): Session;
  getHost(): { writeFile(file: { filename: string; content: string }): void };
}

// Required late: the plugin is only half loaded when it loads this file.
const getPluginSession = () => require("@autorest/typescript/dist/src/autorestSession") as PluginSession;

const getSession = (): Session => getPluginSession().getSession();

/** The plugin formats what is rendered, for lines of 80 characters; those of this project may be longer. */
function formatAsWeDo(): void {
  const config = require("@autorest/typescript/dist/src/restLevelClient/config") as {
    prettierTypeScriptOptions: { printWidth: number };
  };
  config.prettierTypeScriptOptions.printWidth = 120;
}

function readSessionModel(session: Session): ClientModel {
  return readClientModel(session.model, {
    warn: (warning) => session.warning(warning, ["rest-level-client"]),
    // Clients of one package share a runtime that lies beside them; a client by itself brings its own.
    runtime: session.configuration["shared-runtime"] as string | undefined,
    omit: ((session.configuration["omit-operations"] ?? "") as string).split(",").filter(Boolean),
  });
}

/** Does a step of the rendering. An error is reported and not thrown: AutoRest would wait for the plugin for ever. */
function attempt<T>(step: () => T): T | undefined {
  try {
    return step();
  } catch (error) {
    getSession().error((error as Error).message, ["rest-level-client"]);
    return undefined;
  }
}

type Builder = (model: PluginModel) => RenderedFile | undefined;

/** A builder in the plugin's form. A file with nothing in it is left out. */
function fileBuilder(name: string, render: (model: ClientModel) => string): Builder {
  return ({ srcPath }) => {
    const model = getClientModel();
    const content = model && attempt(() => render(model));
    return content ? { path: path.posix.join(srcPath, name), content } : undefined;
  };
}

const buildModels = fileBuilder("models.ts", renderModels);
const buildOutputModels = fileBuilder("outputModels.ts", renderOutputModels);
const clientFiles = [
  fileBuilder("api.ts", renderApiFile),
  fileBuilder("client.ts", renderClient),
  fileBuilder("createClient.ts", renderCreateClient),
  fileBuilder("operations.ts", renderOperations),
  fileBuilder("poller.ts", renderPoller),
  fileBuilder("requests.ts", renderRequests),
];

export const buildClient = (model: PluginModel): RenderedFile[] =>
  clientFiles.map((build) => build(model)).filter((file) => file !== undefined);
export const buildClientDefinitions = fileBuilder("routes.ts", renderRouteTable);
export const buildIndexFile = fileBuilder("index.ts", renderIndexFile);
export const buildSchemaTypes = (
  model: PluginModel,
): Record<"inputModelFile" | "outputModelFile", RenderedFile | undefined> => ({
  inputModelFile: buildModels(model),
  outputModelFile: buildOutputModels(model),
});

/**
 * The runtime is copied as a whole by the helper that has most to do with it, past the plugin: it is formatted already, and
 * to do so again would take as long as all the rest.
 */
export function buildSerializeHelper({ srcPath }: PluginModel): void {
  if (getClientModel()?.runtime !== ownRuntime) return;
  const host = getPluginSession().getHost();
  for (const { name, content } of renderRuntime()) {
    host.writeFile({ filename: path.posix.join(srcPath, "runtime", name).replace(/^\//, ""), content });
  }
}

/** Called first of all, while the plugin fills its own model, for the imports of files that are rendered here. */
export function initInternalImports(): Record<string, object> {
  getClientModel();
  return { parameter: {}, response: {}, rlcClientDefinition: {}, rlcIndex: {} };
}

// Called by the plugin while it fills its own model.
export const buildRuntimeImports = (): object => ({});
export const extractDefinedPosition = (): undefined => undefined;
export const extractPathApiVersion = (): undefined => undefined;
export const transformSampleGroups = (): undefined => undefined;

// Files that a client of this project does not have.
export const buildIsUnexpectedHelper = (): undefined => undefined;
export const buildLogger = (): undefined => undefined;
export const buildParameterTypes = (): undefined => undefined;
export const buildResponseTypes = (): undefined => undefined;
export const buildPaginateHelper = (): undefined => undefined;
export const buildPollingHelper = (): undefined => undefined;
export const buildTopLevelIndex = (): undefined => undefined;
