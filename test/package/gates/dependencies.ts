import { readFileSync } from "node:fs";
import path from "node:path";
import { runtimePackages } from "../../../scripts/pack/runtimePackages.js";
import type { Gate } from "./gate.js";

/** Why the package depends on what it depends on. Whoever adds a dependency gives its reason here. */
const reasons: Record<string, string> = {
  "@azure-rest/core-client":
    "the types of answers, options and paths, and what makes the errors of a generated client by itself",
  "@azure/core-auth": "the types of credentials, which @azure/identity implements; its code does not build for workers",
  "@azure/core-rest-pipeline":
    "the types of pipelines, policies and errors, and the pipeline of a generated client by itself",
  "@azure/core-tracing": "spans for whichever instrumenter the application has",
  "proxy-from-env": "the rules of HTTPS_PROXY and NO_PROXY; has no dependencies",
  "@azure/logger": "logs that AZURE_LOG_LEVEL and setLogLevel turn on with those of other Azure packages",
};

/** What those bring along. */
const broughtAlong = [
  "@azure/abort-controller",
  "@azure/core-util",
  "@typespec/ts-http-runtime",
  "agent-base",
  "debug",
  "http-proxy-agent",
  "https-proxy-agent",
  "ms",
  "tslib",
];

/** Licences that ask for no more than to be named. */
const licences = ["0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT"];

export const dependencies: Gate = {
  name: "runtime dependencies and their licences",
  async run({ folder, manifest }) {
    const direct = Object.keys((manifest["dependencies"] ?? {}) as object);
    const all = runtimePackages();
    const problems = [
      ...direct
        .filter((name) => !(name in reasons))
        .map((name) => `${name} is a new dependency. Give its reason in test/package/gates/dependencies.ts.`),
      ...Object.keys(reasons)
        .filter((name) => !direct.includes(name))
        .map((name) => `${name} is no dependency any more. Take its reason out of test/package/gates/dependencies.ts.`),
      ...all
        .filter(({ name }) => !direct.includes(name) && !broughtAlong.includes(name))
        .map(({ name }) => `${name} comes along anew. If it may, list it in test/package/gates/dependencies.ts.`),
      ...broughtAlong
        .filter((name) => !all.some((found) => found.name === name))
        .map((name) => `${name} does not come along any more. Take it out of test/package/gates/dependencies.ts.`),
    ];
    for (const { name, license, folder: installed } of all) {
      const own = JSON.parse(readFileSync(path.join(folder, installed, "package.json"), "utf8")) as {
        license?: string;
      };
      if (!licences.includes(license) || own.license !== license)
        problems.push(`${name} has the licence "${own.license ?? ""}", in the lock file "${license}".`);
    }
    return problems;
  },
};
