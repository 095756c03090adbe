import { beforeAll, describe, expect, test } from "@jest/globals";
import { compileClients } from "./compileClients.js";
import { renderDocuments } from "./renderDocuments.js";
import type { RenderedDocument } from "./renderDocuments.js";
import { conformanceReport, countReasons, readReport, writeReport } from "./report.js";
import { runScenarios } from "./scenarioResults.js";
import type { ScenarioResults } from "./scenarioResults.js";
import { operationsOf, startTestServer } from "./testServer.js";

/** What the renderer refuses, and in how many operations of which document. */
const refused: Record<string, Record<string, number>> = {
  "xml-service": { "an XML body (application/xml)": 31 },
};

/** The documents whose scenarios are driven. */
const driven = [
  "azure-special-properties",
  "body-array",
  "body-boolean",
  "body-byte",
  "body-complex",
  "body-date",
  "body-datetime",
  "body-datetime-rfc1123",
  "body-dictionary",
  "body-duration",
  "body-file",
  "body-formdata",
  "body-formdata-urlencoded",
  "body-integer",
  "body-number",
  "body-string",
  "body-time",
  "constants",
  "custom-baseUrl",
  "custom-baseUrl-more-options",
  "custom-baseUrl-paging",
  "extensible-enums-swagger",
  "head",
  "header",
  "httpInfrastructure",
  "lro",
  "lro-parameterized-endpoints",
  "media_types",
  "merge-patch",
  "non-string-enum",
  "paging",
  "required-optional",
  "reserved-words",
  "url",
  "url-multi-collectionFormat",
  "xms-error-responses",
];

let documents: RenderedDocument[];
let errors: Map<string, string[]>;
let results: ScenarioResults[];

/** Jest shows nothing of a test file before its end, and this one takes its time. */
const progress = (text: string) => process.stderr.write(`conformance: ${text}\n`);

beforeAll(async () => {
  documents = await renderDocuments((done, all) => {
    if (done % 10 === 0 || done === all) progress(`${done} of ${all} documents rendered`);
  });
  errors = compileClients(documents);
  progress(`${documents.length} clients compiled`);
  const server = await startTestServer();
  try {
    results = await runScenarios(server.endpoint);
  } finally {
    await server.stop();
  }
  progress(`scenarios of ${results.length} documents run\n\n${conformanceReport(documents, errors, results)}\n`);
}, 600_000);

test("every document of the test server is rendered, but for what is out of scope", () => {
  expect(documents).toHaveLength(74);
  const found = documents.filter(({ refusals }) => refusals.length > 0);
  expect(Object.fromEntries(found.map(({ name, refusals }) => [name, countReasons(refusals)]))).toEqual(refused);
});

test("each refusal names the operation", () => {
  for (const { name, refusals, omitted } of documents) {
    expect(operationsOf(name)).toEqual(expect.arrayContaining([...omitted]));
    expect(omitted).toHaveLength(refusals.length);
  }
});

test("all clients compile, and so do the scenarios that use them", () => {
  expect(Object.fromEntries(errors)).toEqual({});
});

describe("against the running server", () => {
  test.each(driven)("every scenario of %s passes that is not out of scope", (name) => {
    const { failed, untried, passed } = results.find(({ document }) => document === name) as ScenarioResults;
    expect({ failed, untried }).toEqual({ failed: {}, untried: [] });
    expect(passed.length).toBeGreaterThan(0);
  });

  test("no other scenarios are run", () => {
    expect(results.map(({ document }) => document).sort()).toEqual([...driven].sort());
  });
});

test("the README of the renderer says what was measured", () => {
  const report = conformanceReport(documents, errors, results);
  if (process.env["UPDATE_CONFORMANCE"] === "1") writeReport(report);
  // If this fails: UPDATE_CONFORMANCE=1 npm test -- test/conformance, and look at what changed.
  expect(readReport()).toBe(report);
});
