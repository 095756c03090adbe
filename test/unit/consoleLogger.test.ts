import { createClientLogger as createAzureLogger, getLogLevel, setLogLevel } from "@azure/logger";
import { afterEach, describe, expect, jest, test } from "@jest/globals";
import { createClientLogger } from "../../src/platform/consoleLogger.js";

const before = getLogLevel();
afterEach(() => {
  jest.restoreAllMocks();
  delete process.env["AZURE_LOG_LEVEL"];
  setLogLevel(before);
});

describe.each([undefined, "error", "warning", "info", "verbose"] as const)("with AZURE_LOG_LEVEL %s", (level) => {
  test("the log of a worker is on where that of the core library is", () => {
    if (level !== undefined) process.env["AZURE_LOG_LEVEL"] = level;
    setLogLevel(level);
    const own = createClientLogger("a-package");
    const core = createAzureLogger("a-package");
    expect([own.info.enabled, own.warning.enabled]).toEqual([core.info.enabled, core.warning.enabled]);
  });
});

test("what is no level turns nothing on", () => {
  process.env["AZURE_LOG_LEVEL"] = "all";
  expect(createClientLogger("a-package").warning.enabled).toBe(false);
});

test.each(["info", "warning"] as const)(
  "lines of %s go to the console, under the name that they have elsewhere",
  (level) => {
    const written: unknown[][] = [];
    for (const method of ["info", "warn"] as const)
      jest.spyOn(console, method).mockImplementation((...line) => void written.push([method, ...line]));
    createClientLogger("a-package")[level]("a line", 7);
    expect(written).toEqual([[level === "info" ? "info" : "warn", `azure:a-package:${level}`, "a line", 7]]);
  },
);
