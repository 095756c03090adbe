import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type ts from "typescript-5.4";

// The newest TypeScript has no JavaScript interface, so the oldest plays the editor.
const typescript: typeof ts = createRequire(import.meta.url)("typescript-5.4");
const root = fileURLToPath(new URL("../..", import.meta.url));

/** What has been read once: the libraries and the declarations of the package. */
const registry = typescript.createDocumentRegistry();

/** What an editor offers at a position of a text that imports the package by its name. */
export function complete(text: string, position: number): string[] {
  const file = path.join(root, "dist", "completion.mts");
  const options: ts.CompilerOptions = {
    strict: true,
    module: typescript.ModuleKind.NodeNext,
    moduleResolution: typescript.ModuleResolutionKind.NodeNext,
    target: typescript.ScriptTarget.ES2022,
    types: [],
  };
  const { readFile, fileExists, directoryExists, getDirectories } = typescript.sys;
  const host: ts.LanguageServiceHost = {
    getCompilationSettings: () => options,
    getScriptFileNames: () => [file],
    getScriptVersion: (name) => (name === file ? text : "1"),
    getScriptSnapshot: (name) => {
      const content = name === file ? text : readFile(name);
      return content === undefined ? undefined : typescript.ScriptSnapshot.fromString(content);
    },
    getCurrentDirectory: () => root,
    getDefaultLibFileName: (settings) => typescript.getDefaultLibFilePath(settings),
    readFile,
    fileExists: (name) => name === file || fileExists(name),
    directoryExists,
    getDirectories,
  };
  const service = typescript.createLanguageService(host, registry);
  return service.getCompletionsAtPosition(file, position, {})?.entries.map(({ name }) => name) ?? [];
}
