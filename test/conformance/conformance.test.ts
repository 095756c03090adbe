import { beforeAll, describe, expect, test } from "@jest/globals";
import { compileClients } from "./compileClients.js";
import { renderDocuments } from "./renderDocuments.js";
import type { RenderedDocument } from "./renderDocuments.js";
import { conformanceReport, countReasons, readReport, writeReport } from "./report.js";
import type { NotDriven } from "./report.js";
import { runScenarios } from "./scenarioResults.js";
import type { ScenarioResults } from "./scenarioResults.js";
import { operationsOf, startTestServer } from "./testServer.js";

/** What the renderer refuses, and in how many operations of which document. */
const refused: Record<string, Record<string, number>> = {
  "xml-service": { "an XML body (application/xml)": 31 },
};

/** The documents whose scenarios are driven. */
const driven = [
  "additionalProperties",
  "any-type",
  "azure-special-properties",
  "body-array",
  "body-binary",
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
  "multiple-inheritance",
  "non-string-enum",
  "object-type",
  "paging",
  "required-optional",
  "reserved-words",
  "url",
  "url-multi-collectionFormat",
  "xms-error-responses",
];

/** The scenarios of all other documents, which are rendered and compiled and no more. */
const notDriven: readonly NotDriven[] = [
  { names: /XML|^Xml|^GetWithXMsText$/, of: "xml-service", why: "XML bodies are refused" },
  { names: /^Multiapi/, of: "the documents of a service of several versions", why: "each is a client of its own here" },
  { names: /ModelFlatten/, of: "model-flattening", why: "nothing is flattened here" },
  { names: /ParameterGroup/, of: "azure-parameter-grouping", why: "parameters are not grouped here" },
  { names: /^Security|Secrets$/, of: "documents of keys, tokens and secrets", why: "a generated client has none" },
  { names: /^Constants/, of: "validation", why: "not tried yet" },
  {
    names:
      /^(?:ClientWithEnumParam|verifyIncorrectErrorParsing|GetParameterizedHostWithNameEndpoint|SubscriptionIdAndApiVersion)$/,
    of: "documents of one operation",
    why: "not tried yet",
  },
];

let documents: RenderedDocument[];
let errors: Map<string, string[]>;
let results: ScenarioResults[];
/** The names of all scenarios that the server has. */
let scenarios: string[];

const report = () => conformanceReport(documents, errors, results, countNotDriven());

/** The scenarios that belong to none of the documents that are driven. */
function remaining(): string[] {
  const claimed = results.flatMap(({ passed, failed, untried, outOfScope }) => [
    ...passed,
    ...untried,
    ...Object.keys({ ...failed, ...outOfScope }),
  ]);
  return scenarios.filter((name) => !claimed.includes(name));
}

const countNotDriven = () =>
  notDriven.map((group) => ({ ...group, count: remaining().filter((name) => group.names.test(name)).length }));

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
    scenarios = Object.keys(await server.coverage());
  } finally {
    await server.stop();
  }
  progress(`scenarios of ${results.length} documents run\n\n${report()}\n`);
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

test("every other scenario of the server is one that is known not to be run", () => {
  expect(remaining().filter((name) => !notDriven.some(({ names }) => names.test(name)))).toEqual([]);
  expect(countNotDriven().filter(({ count }) => count === 0)).toEqual([]);
});

test("the README of the renderer says what was measured", () => {
  if (process.env["UPDATE_CONFORMANCE"] === "1") writeReport(report());
  // If this fails: UPDATE_CONFORMANCE=1 npm test -- test/conformance, and look at what changed.
  expect(readReport()).toBe(report());
});
