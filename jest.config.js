import os from "node:os";

/** @type {import("jest").Config} */
export default {
  testMatch: ["<rootDir>/test/**/*.test.ts", "<rootDir>/scripts/**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/", "/dist/"],
  modulePathIgnorePatterns: ["<rootDir>/dist/", "<rootDir>/test/local-service/dist/"],
  testEnvironment: "<rootDir>/scripts/bootstrap/testEnvironment.mjs",
  testSequencer: "<rootDir>/scripts/bootstrap/slowFirst.mjs",
  // Jest leaves one processor to itself; but many tests wait for programs that they start, or for time to pass.
  maxWorkers: Math.ceil(1.5 * os.availableParallelism()),
  // What takes a second may take many where the machine is busy.
  testTimeout: 20_000,
  // msw and its dependencies ship ES modules only, so Jest runs in its ES module mode
  // (NODE_OPTIONS=--experimental-vm-modules, set by the test script).
  extensionsToTreatAsEsm: [".ts"],
  // TypeScript sources name their imports "./x.js"; the file beside them is x.ts.
  moduleNameMapper: {
    "^(\\.{1,2}/.*)\\.js$": "$1",
    "^#logger$": "<rootDir>/src/platform/azureLogger.ts",
    "^#platform$": "<rootDir>/src/platform/node.ts",
  },
  // Types are checked by tsc before Jest starts; swc only removes them.
  transform: {
    "^.+\\.ts$": [
      "@swc/jest",
      { jsc: { parser: { syntax: "typescript" }, target: "es2022" }, module: { type: "es6" } },
    ],
  },
  reporters: ["default", "<rootDir>/scripts/bootstrap/testSummary.mjs"],
};
