import { readdirSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { inParallel } from "../../scripts/autorest/inParallel.js";
import { renderDocument } from "../../scripts/autorest/renderDocument.js";
import { documentFolder } from "./testServer.js";

/** What the renderer made of a document. */
export interface RenderedDocument {
  readonly name: string;
  /** By path below the client's folder; none for a document of which nothing could be rendered. */
  readonly files: ReadonlyMap<string, string>;
  /** What the renderer said when it refused the document as a whole, a line for each reason. */
  readonly refusals: readonly string[];
  /** The operations that were left out, because a refusal named them. */
  readonly omitted: readonly string[];
}

/**
 * Renders all documents of the test server, some at a time. One that is refused is rendered without the operations that
 * are named in the refusal, as a user would. Those that were rendered before come from the cache.
 *
 * @param progress - told how many are done
 */
export async function renderDocuments(progress: (done: number, all: number) => void): Promise<RenderedDocument[]> {
  const names = readdirSync(documentFolder)
    .filter((file) => file.endsWith(".json"))
    .map((file) => path.basename(file, ".json"));
  let done = 0;
  // Each takes three processes.
  return inParallel(names, Math.min(os.availableParallelism(), 4), async (name) => {
    const document = await renderWhatCanBe(name);
    progress(++done, names.length);
    return document;
  });
}

async function renderWhatCanBe(name: string): Promise<RenderedDocument> {
  const render = async (omit: string[]) => {
    const source = { inputFile: path.join(documentFolder, `${name}.json`), omit };
    return (await renderDocument(source, { useCache: true })).files;
  };
  try {
    return { name, files: await render([]), refusals: [], omitted: [] };
  } catch (error) {
    const refusals = (error as Error).message.split("\n");
    const omitted = [...new Set(refusals.map((line) => line.split(/[,:]/)[0] as string))];
    const files = await render(omitted).catch(() => new Map<string, string>());
    return { name, files, refusals, omitted: files.size === 0 ? [] : omitted };
  }
}
