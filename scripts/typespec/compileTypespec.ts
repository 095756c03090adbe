import { existsSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { installWhenStale } from "../bootstrap/installWhenStale.mjs";
import { operationsOf } from "../apiDocument.js";
import type { ApiDocument, ApiOperation } from "../apiDocument.js";
import { compilerHost } from "./compilerHost.js";
import type { CompilerHost } from "./compilerHost.js";

const folder = fileURLToPath(new URL(".", import.meta.url));
const require = createRequire(import.meta.url);
const emitter = "@azure-tools/typespec-autorest";

/** As much of the compiler as is used here: it is installed on first use, and so are its types. */
interface Compiler {
  readonly NodeHost: CompilerHost;
  normalizePath(file: string): string;
  formatDiagnostic(diagnostic: Diagnostic, options: { pathRelativeTo: string }): string;
  compile(
    host: CompilerHost,
    main: string,
    options: { outputDir: string; emit: string[]; options: Record<string, object> },
  ): Promise<{ readonly diagnostics: readonly Diagnostic[]; hasError(): boolean }>;
}

interface Diagnostic {
  readonly severity: string;
}

/** Whether a source is TypeSpec: a .tsp file, or a folder with a main.tsp. */
export const isTypespec = (source: string) => source.endsWith(".tsp") || existsSync(path.join(source, "main.tsp"));

/**
 * Compiles TypeSpec to a Swagger 2.0 document. Nothing is written; on first use the tools are installed.
 *
 * A tspconfig.yaml is not read: the same TypeSpec gives the same document wherever it lies.
 *
 * @param source - a .tsp file, or a folder with a main.tsp; its imports may lie anywhere, and the libraries
 * need not be installed beside it
 * @returns text: the document
 * @throws Error with the compiler's messages, one a line, each with file and line; TypeError for a wrong argument
 */
export async function compileTypespec(
  source: string,
  {
    version,
    print,
  }: {
    /** One of its versions; the last one when undefined. */
    version: string | undefined;
    /** Is told what is done, and the compiler's warnings. */
    print: (line: string) => void;
  },
): Promise<{ text: string; version: string }> {
  if (!existsSync(source)) throw new TypeError(`There is no TypeSpec ${source}.`);
  if (statSync(source).isDirectory() && !isTypespec(source)) throw new TypeError(`${source} holds no main.tsp.`);
  if (!installWhenStale(folder, "the TypeSpec tools"))
    throw new Error(
      "The TypeSpec tools could not be installed. Check the network, then run: npm ci --prefix scripts/typespec",
    );
  print(`Compiling ${source} with the TypeSpec compiler`);
  const { documents, warnings } = await emitDocuments(path.resolve(source));
  for (const warning of warnings) print(`  warning: ${warning}`);
  const picked = pickVersion(documents, source, version);
  const others = documents.filter((document) => document !== picked).map((document) => document.version);
  print(`  version ${picked.version}${others.length === 0 ? "" : `; there are also ${others.join(", ")}`}`);
  return picked;
}

async function emitDocuments(main: string) {
  const compiler = pathToFileURL(require.resolve("@typespec/compiler")).href;
  const { compile, formatDiagnostic, normalizePath, NodeHost } = (await import(compiler)) as Compiler;
  const { dependencies } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as {
    dependencies: Record<string, string>;
  };
  const { host, written } = compilerHost(NodeHost, { folder, libraries: Object.keys(dependencies) });
  const outputDir = normalizePath(path.join(folder, "output"));
  const program = await compile(host, normalizePath(main), {
    outputDir,
    emit: [emitter],
    options: {
      [emitter]: {
        "emitter-output-dir": outputDir,
        // The service's name comes in where there are several.
        "output-file": "{service-name}/openapi.{version}.json",
        "omit-unreachable-types": true,
      },
    },
  });
  const here = normalizePath(process.cwd());
  const messages = (severity: string): string[] =>
    program.diagnostics
      .filter((diagnostic) => diagnostic.severity === severity)
      .map((diagnostic) => formatDiagnostic(diagnostic, { pathRelativeTo: here }));
  if (program.hasError()) throw new Error(messages("error").join("\n"));
  const documents = [...written]
    .map(([file, text]) => ({ name: path.posix.relative(outputDir, file.replaceAll("\\", "/")), text }))
    // The emitter copies examples beside the documents.
    .filter(({ name }) => /^([^/]+\/)?openapi\.([^/]+\.)?json$/.test(name))
    .map(({ name, text }) => ({ service: name.includes("/") ? path.posix.dirname(name) : "", ...readEmitted(text) }));
  return { documents, warnings: messages("warning") };
}

/** A document's version, and its text without links to examples, which are files beside it. */
function readEmitted(text: string) {
  const document = JSON.parse(text) as ApiDocument;
  for (const [, operation] of Object.values(document.paths ?? {}).flatMap(operationsOf)) {
    delete operation["x-ms-examples"];
    markBytes(operation);
  }
  return { version: document.info?.version ?? "", text: `${JSON.stringify(document, null, 2)}\n` };
}

/**
 * TypeSpec's `bytes` are text in base64 only where they are sent as JSON alone. With other content types they are the bytes
 * themselves, which the emitter does not say.
 */
function markBytes({ consumes = [], parameters = [] }: ApiOperation) {
  if (!consumes.some((mediaType) => !/[/+]json\b/.test(mediaType))) return;
  for (const { in: place, schema } of parameters)
    if (place === "body" && schema?.type === "string" && schema.format === "byte") schema.format = "binary";
}

function pickVersion(
  documents: { service: string; version: string; text: string }[],
  source: string,
  version?: string,
) {
  const services = [...new Set(documents.map(({ service }) => service))];
  if (services.length > 1)
    throw new Error(`${source} holds ${services.length} services, of which one at a time is rendered: ${services.join(", ")}.
Name a .tsp file that imports one of them.`);
  const versions = documents.map((document) => document.version);
  if (documents.every(({ text }) => Object.keys((JSON.parse(text) as ApiDocument).paths ?? {}).length === 0))
    throw new Error(`${source} holds no operations: a namespace with @service and some with @route are needed.`);
  const picked = version === undefined ? documents.at(-1) : documents.find((document) => document.version === version);
  if (picked === undefined)
    throw new TypeError(`--typespec-version: ${source} has no version ${version}. It has ${versions.join(", ")}.`);
  return picked;
}
