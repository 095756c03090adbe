import { createClient } from "../clients/body-file/index.js";
import { chunksOf, equal, options } from "./support.js";
import type { Scenarios } from "./support.js";

/** The document whose scenarios these are. */
export const document = "body-file";

/** What the server calls them. */
export const names = /^FileStream/;

/** Calls by the name of the scenario that they pass. */
export const scenarios = (endpoint: string): Scenarios => {
  const client = createClient(endpoint, options);
  return {
    FileStreamNonempty: async () => {
      const { status, body } = await client.path("/files/stream/nonempty").get().asNodeStream();
      const bytes: number[] = [];
      for await (const chunk of chunksOf(body)) bytes.push(...chunk);
      // The signature of a PNG picture.
      equal([status, bytes.slice(0, 8)], ["200", [137, 80, 78, 71, 13, 10, 26, 10]]);
      equal(bytes.length, 8725);
    },
    FileStreamEmpty: async () => {
      const { status, body } = await client.path("/files/stream/empty").get().asNodeStream();
      equal([status, await countBytes(body)], ["200", 0]);
    },
    FileStreamVeryLarge: async () => {
      const { status, body } = await client.path("/files/stream/verylarge").get().asNodeStream();
      equal([status, await countBytes(body)], ["200", 3000 * 1024 * 1024]);
    },
  };
};

async function countBytes(stream: object | undefined): Promise<number> {
  let count = 0;
  for await (const chunk of chunksOf(stream)) count += chunk.length;
  return count;
}
