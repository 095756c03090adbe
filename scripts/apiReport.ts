/**
 * Compares the public API of each entry point with its report in test/api/, so that a change of the document, of the
 * renderer or of src that callers can see is seen by us first. With --local, npm run api:report, it writes the reports, and
 * with the name of an entry point it deals with that one alone.
 */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { installExtractor, loadExtractor } from "./apiExtractor/loadExtractor.js";
import type { CompilerState as ReadDeclarations } from "./apiExtractor/loadExtractor.js";
import { formatChanges } from "./diff/printChanges.js";
import { compareReports } from "./diff/surface/compareReports.js";
import { readEntryPoints } from "./versions/entryPoints.js";
import { root } from "./root.js";

const configFile = path.join(root, "api-extractor.json");

export async function main(args: string[]): Promise<number> {
  const localBuild = args.includes("--local");
  const [only] = args.filter((argument) => !argument.startsWith("--"));
  const all = readEntryPoints();
  const entryPoints = all.filter(({ name }) => only === undefined || name === only);
  if (entryPoints.length === 0) {
    console.error(`There is no entry point ${only}. There are: ${all.map(({ name }) => name).join(", ")}.`);
    return 1;
  }
  if (!installExtractor()) return 1;
  const { CompilerState, Extractor, ExtractorConfig } = loadExtractor();
  const inRoot = ({ declarations }: { declarations: string }) => path.join(root, declarations);
  /** The declarations of all of them, which are read once. */
  let compilerState: ReadDeclarations | undefined;
  /** The reports that are about to change, as they are and as they will be. */
  const before = new Map();
  const after = new Map();
  let different = 0;
  for (const { name, declarations } of entryPoints) {
    const config = ExtractorConfig.loadFile(configFile);
    config.mainEntryPointFilePath = inRoot({ declarations });
    config.apiReport = { ...config.apiReport, enabled: true, reportFileName: `${name}.api.md` };
    const extractorConfig = ExtractorConfig.prepare({
      configObject: config,
      configObjectFullPath: configFile,
      packageJsonFullPath: path.join(root, "package.json"),
    });
    const { reportFilePath, reportTempFilePath } = extractorConfig;
    const report = existsSync(reportFilePath) ? readFileSync(reportFilePath, "utf8") : undefined;
    compilerState ??= CompilerState.create(extractorConfig, { additionalEntryPoints: entryPoints.map(inRoot) });
    const { apiReportChanged, succeeded } = Extractor.invoke(extractorConfig, {
      localBuild,
      compilerState,
      messageCallback: (message) => {
        // Notes about the tool itself; what it says about our API is printed as it comes.
        if (message.category === "console") message.handled = true;
      },
    });
    const failed = !succeeded || (apiReportChanged && !localBuild);
    if (failed) different += 1;
    if (apiReportChanged) {
      if (report !== undefined) before.set(name, report);
      after.set(name, readFileSync(reportTempFilePath, "utf8"));
    }
    console.log(`  ${failed ? "differs  " : apiReportChanged ? "written  " : "the same "}  test/api/${name}.api.md`);
  }
  if (after.size > 0) {
    try {
      console.log(`\n${formatChanges("What callers will notice", compareReports(before, after), { hasWire: false })}`);
    } catch (error) {
      console.log(`\nWhat callers will notice could not be told: ${(error as Error).message}`);
    }
  }
  if (different > 0) {
    console.error(`\nThe public API differs from ${different} of its reports, or something above is wrong with it.`);
    return 1;
  }
  return 0;
}
