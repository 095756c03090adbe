/** What the comparison of documents says of TypeScript callers is held against what the compiler says. */
import { describe, expect, test } from "@jest/globals";
import { readApiVersions } from "../../scripts/autorest/apiVersions.js";
import { compareDocuments } from "../../scripts/diff/documents/compareDocuments.js";
import { readContract } from "../../scripts/diff/documents/readContract.js";
import { readComparedDocument } from "../../scripts/diff/documents/readComparedDocument.js";
import { compareReports } from "../../scripts/diff/surface/compareReports.js";
import { readReport } from "../../scripts/diff/surface/reports.js";
import { compile } from "../types/compile.js";
import { brokenOperations, operationOfLine, programFor } from "./programs.js";

const versions = readApiVersions().map(({ tag }) => tag);
const documents = new Map(versions.map((version) => [version, readComparedDocument(version, "old").document]));
const documentOf = (version: string) => documents.get(version) ?? {};
const pairs = versions.flatMap((old) => versions.filter((now) => now !== old).map((now) => [old, now] as const));
const changesOf = (old: string, now: string) => compareDocuments(documentOf(old), documentOf(now));
const brokenByDocuments = (old: string, now: string) =>
  brokenOperations(documentOf(old), documentOf(now), changesOf(old, now));

describe("a program that uses all of a version", () => {
  const specifierOf = (version: string) => `web-pubsub-rest${version === versions[0] ? "" : `/${version}`}`;
  const files = Object.fromEntries(
    versions.flatMap((old) =>
      versions.map((now) => [`${old}.${now}.mts`, programFor(readContract(documentOf(old)), specifierOf(now))]),
    ),
  );
  const messages = compile(files).split("\n");
  const brokenByCompiler = (old: string, now: string) => {
    const lines = messages.flatMap((message) => {
      const [, file, line] = /([^/]+)\((\d+),\d+\): error/.exec(message) ?? [];
      return file === `${old}.${now}.mts` ? [Number(line)] : [];
    });
    const contract = readContract(documentOf(old));
    return [...new Set(lines.map((line) => operationOfLine(contract, line)?.id ?? "the import"))].sort();
  };

  test.each(versions)("compiles with %s itself", (version) => {
    expect(brokenByCompiler(version, version)).toEqual([]);
  });

  test.each(pairs)("of %s breaks with %s where the documents say so", (old, now) => {
    expect(brokenByCompiler(old, now)).toEqual(brokenByDocuments(old, now));
  });
});

describe("the exported names", () => {
  /** Names that are made from an operation, and the operation's own. */
  const ofOperation =
    /^(?:build(\w+)Request|(\w+?)(?:\d{3}|Default)?(?:ResponseHeaders|Response|QueryParameters|Parameters|Body|Headers))$/;
  /** Names that follow from all operations together. */
  const ofAll = new Set(["AnswerHeaders", "KnownPath", "QueryValues", "Routes"]);

  const neighbours = pairs.filter(([old, now]) => Math.abs(versions.indexOf(old) - versions.indexOf(now)) === 1);

  test.each(neighbours)("of %s break with those of %s where the documents say so", (old, now) => {
    const { operations } = readContract(documentOf(old));
    const ids = new Map([...operations.values()].map(({ typeName, id }) => [typeName, id]));
    const names = compareReports(readReport(old, "old"), readReport(now, "new"))
      .filter(({ typescript }) => typescript)
      .map(({ subject }) => subject.split(",")[0] ?? "")
      .filter((name) => !ofAll.has(name));
    const typeNames = changesOf(old, now)
      .filter(({ typescript }) => typescript)
      .flatMap(({ subject }) => (subject.startsWith("type ") ? [subject.slice("type ".length)] : []));
    const isType = (name: string) => typeNames.some((type) => [type, `${type}Output`].includes(name));
    const found = names
      .filter((name) => !isType(name))
      .map((name) => {
        const [, builder, other] = ofOperation.exec(name) ?? [];
        return ids.get(builder ?? other ?? "") ?? name;
      });
    expect([...new Set(found)].sort()).toEqual(brokenByDocuments(old, now));
  });
});
