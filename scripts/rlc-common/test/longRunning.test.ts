import { describe, expect, test } from "@jest/globals";
import { renderApiFile } from "../render/indexFile.js";
import { renderPoller } from "../render/longRunning.js";
import { renderOperations } from "../render/operations.js";
import { readModel, readOperation, warnings } from "./read.js";
import { codeModel, operation } from "./smallCodeModel.js";

const longRunning = (options?: object) => ({
  extensions: {
    "x-ms-long-running-operation": true,
    ...(options && { "x-ms-long-running-operation-options": options }),
  },
});

describe("a long-running operation", () => {
  test.each([
    [undefined, {}],
    ["location", { result: "location" }],
    ["original-uri", { result: "original-uri" }],
    ["azure-async-operation", { result: "azure-async-operation" }],
    ["operation-location", { result: "azure-async-operation" }],
    ["somewhere", {}],
  ])("whose result is at %s", (place, expected) => {
    const parts = longRunning(place === undefined ? undefined : { "final-state-via": place });
    expect(readOperation(parts).longRunning).toEqual(expected);
  });

  test("is none where the document says no", () => {
    expect(readOperation({ extensions: { "x-ms-long-running-operation": false } }).longRunning).toBeUndefined();
  });

  test("brings a poller, and the warning that it takes another package", () => {
    const model = readModel(codeModel([operation(longRunning({ "final-state-via": "location" }))]), {
      runtime: "../runtime",
    });
    expect(renderPoller(model)).toContain('import { HttpRequest } from "../runtime/httpRequest.js";');
    expect(renderApiFile(model)).toContain("getLongRunningPoller");
    expect(renderOperations(model)).toContain('longRunning: { result: "location" }');
    expect(warnings).toContainEqual(expect.stringContaining("@azure/core-lro"));
  });

  test("leaves a client without any as it was", () => {
    const model = readModel(codeModel([operation()]));
    expect(renderPoller(model)).toBe("");
    expect(renderApiFile(model)).not.toMatch(/poller/i);
    expect(renderOperations(model)).not.toContain("longRunning");
  });
});
