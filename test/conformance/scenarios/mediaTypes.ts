import { createClient } from "../clients/media_types/index.js";
import { answer, options, returns, succeeds } from "./support.js";
import type { Scenarios } from "./support.js";

/** The document whose scenarios these are. */
export const document = "media_types";

/** What the server calls them. */
export const names = /^MediaType/;

/** Calls by the name of the scenario that they pass. */
export const scenarios = (endpoint: string): Scenarios => {
  const client = createClient(endpoint, options);
  const pdf = new TextEncoder().encode("PDF");
  const bytes = new TextEncoder().encode("hello, world");
  return {
    MediaTypeJson: () =>
      returns(
        client.path("/mediatypes/analyze").post({ contentType: "application/json", body: { source: "foo" } }),
        "200",
        "Nice job with JSON",
      ),
    MediaTypePdf: () =>
      returns(
        client.path("/mediatypes/analyze").post({ contentType: "application/pdf", body: pdf }),
        "200",
        "Nice job with PDF",
      ),
    MediaTypesAnalyzeBodyNoAcceptHeader: () =>
      answer(
        client.path("/mediatypes/analyzeNoAccept").post({ contentType: "application/json", body: { source: "foo" } }),
        "202",
      ),
    MediaTypeWithEncoding: () =>
      returns(
        client.path("/mediatypes/contentTypeWithEncoding").post({ body: "hello" }),
        "200",
        "Nice job sending content type with encoding",
      ),
    MediaTypesTwoContentTypes: async () => {
      const path = client.path("/mediatypes/binaryBodyTwoContentTypes");
      await succeeds(path.post({ contentType: "application/json", body: { hello: "world" } }));
      await succeeds(path.post({ contentType: "application/octet-stream", body: bytes }));
    },
    MediaTypesThreeContentTypes: async () => {
      const path = client.path("/mediatypes/binaryBodyThreeContentTypes");
      await succeeds(path.post({ contentType: "application/json", body: { hello: "world" } }));
      await succeeds(path.post({ contentType: "application/octet-stream", body: bytes }));
      await succeeds(path.post({ contentType: "text/plain", body: "hello, world" }));
    },
    MediaTypesThreeBodyTypes: async () => {
      const path = client.path("/mediatypes/bodyThreeTypes");
      await succeeds(path.post({ contentType: "application/json", body: { hello: "world" } }));
      await succeeds(path.post({ contentType: "application/octet-stream", body: bytes }));
      await succeeds(path.post({ contentType: "text/plain", body: "hello, world" }));
    },
  };
};
