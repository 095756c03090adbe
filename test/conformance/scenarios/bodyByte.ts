import { createClient } from "../clients/body-byte/index.js";
import { options, returns, succeeds } from "./support.js";
import type { Scenarios } from "./support.js";

/** The document whose scenarios these are. */
export const document = "body-byte";

/** What the server calls them. */
export const names = /^(get|put)Byte/;

/** Calls by the name of the scenario that they pass. Bytes in JSON are base64. */
export const scenarios = (endpoint: string): Scenarios => {
  const client = createClient(endpoint, options);
  const bytes = "//79/Pv6+fj39g==";
  return {
    getByteNull: () => returns(client.path("/byte/null").get(), "200", undefined),
    getByteEmpty: () => returns(client.path("/byte/empty").get(), "200", ""),
    getByteNonAscii: () => returns(client.path("/byte/nonAscii").get(), "200", bytes),
    putByteNonAscii: () => succeeds(client.path("/byte/nonAscii").put({ body: bytes })),
    getByteInvalid: () => returns(client.path("/byte/invalid").get(), "200", "::::SWAGGER::::"),
  };
};
