/**
 * Compares the public API of each entry point with its report in test/api/, so that a change of the document, of the
 * renderer or of src that callers can see is seen by us first. With --local, npm run api:report, it writes the reports.
 */
import { createRequire } from "node:module";
import path from "node:path";
import { readEntryPoints } from "./versions/entryPoints.mjs";
import { root } from "./autorest/root.mjs";

/** @type {typeof import("@microsoft/api-extractor")} */
const { Extractor, ExtractorConfig } = createRequire(import.meta.url)("@microsoft/api-extractor");
const localBuild = process.argv.includes("--local");
const configFile = path.join(root, "api-extractor.json");

let different = 0;
for (const { name, declarations } of readEntryPoints()) {
  const config = ExtractorConfig.loadFile(configFile);
  config.mainEntryPointFilePath = path.join(root, declarations);
  config.apiReport = { ...config.apiReport, enabled: true, reportFileName: `${name}.api.md` };
  const extractorConfig = ExtractorConfig.prepare({
    configObject: config,
    configObjectFullPath: configFile,
    packageJsonFullPath: path.join(root, "package.json"),
  });
  const { apiReportChanged, succeeded } = Extractor.invoke(extractorConfig, {
    localBuild,
    messageCallback: (message) => {
      // Notes about the tool itself; what it says about our API is printed as it comes.
      if (message.category === "console") message.handled = true;
    },
  });
  const failed = !succeeded || (apiReportChanged && !localBuild);
  if (failed) different += 1;
  console.log(`  ${failed ? "differs  " : apiReportChanged ? "written  " : "the same "}  test/api/${name}.api.md`);
}
if (different > 0) {
  console.error(`\nThe public API differs from ${different} of its reports, or something above is wrong with it.`);
  process.exitCode = 1;
}
