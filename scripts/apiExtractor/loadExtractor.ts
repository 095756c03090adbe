import { createRequire } from "node:module";
import path from "node:path";
import { installWhenStale } from "../bootstrap/installWhenStale.mjs";
import { root } from "../root.js";

/** As much of API Extractor as is used here. */
export interface ApiExtractor {
  CompilerState: {
    create(config: ExtractorConfig, options: { additionalEntryPoints: string[] }): CompilerState;
  };
  Extractor: {
    invoke(config: ExtractorConfig, options: InvokeOptions): { apiReportChanged: boolean; succeeded: boolean };
  };
  ExtractorConfig: {
    loadFile(file: string): ConfigFile;
    prepare(options: {
      configObject: ConfigFile;
      configObjectFullPath: string;
      packageJsonFullPath: string;
    }): ExtractorConfig;
  };
}

/** What api-extractor.json says. */
interface ConfigFile {
  mainEntryPointFilePath: string;
  apiReport?: { enabled: boolean; reportFileName?: string };
}

/** The same with its paths resolved. */
interface ExtractorConfig {
  readonly reportFilePath: string;
  readonly reportTempFilePath: string;
}

/** Declarations that have been read. */
export interface CompilerState {
  readonly program: unknown;
}

interface InvokeOptions {
  localBuild: boolean;
  compilerState: CompilerState;
  /** Is told of each message, and sets `handled` on one that is not to be printed. */
  messageCallback(message: { readonly category: string; handled: boolean }): void;
}

/** Where it is: a package of its own, since it brings along a compiler and some thousand files that no test needs. */
const tools = path.join(root, "scripts/apiExtractor");

/**
 * Installs API Extractor where that is needed.
 *
 * @returns whether it is there; where it is not, why has been said
 */
export function installExtractor(): boolean {
  if (installWhenStale(tools, "what reports the public API")) return true;
  console.error("It could not be installed. Check the network, then run: npm ci --prefix scripts/apiExtractor");
  return false;
}

/** Loads API Extractor, once it is installed. It is CommonJS, and Node.js alone loads it. */
export function loadExtractor(): ApiExtractor {
  return createRequire(path.join(tools, "package.json"))("@microsoft/api-extractor") as ApiExtractor;
}
