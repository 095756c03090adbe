import { createClient } from "../clients/body-formdata/index.js";
import { equal, options, readText } from "./support.js";
import type { Scenarios } from "./support.js";

/** The document whose scenarios these are. */
export const document = "body-formdata";

/** What the server calls them. */
export const names = /^(FormdataStreamUploadFile|StreamUploadFile)$/;

/** Calls by the name of the scenario that they pass. */
export const scenarios = (endpoint: string): Scenarios => {
  const client = createClient(endpoint, options);
  const text = "What the file says: \u00fc\u{1f600}";
  return {
    FormdataStreamUploadFile: async () => {
      const fileContent = new TextEncoder().encode(text);
      const { body, status } = await client
        .path("/formdata/stream/uploadfile")
        .post({ contentType: "multipart/form-data", body: { fileContent, fileName: "sample.txt" } })
        .asNodeStream();
      equal([status, await readText(body)], ["200", text]);
    },
    StreamUploadFile: async () => {
      const { body, status } = await client
        .path("/formdata/stream/uploadfile")
        .put({ body: new Blob([text]) })
        .asNodeStream();
      equal([status, await readText(body)], ["200", text]);
    },
  };
};
