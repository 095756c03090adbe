import { describe, expect, test } from "@jest/globals";
import { parseConnectionString } from "../../src/connectionString.js";
import { ConnectionStringError } from "../../src/connectionStringError.js";

const key = "fake+key/==";

describe("a connection string is read", () => {
  test.each([
    [
      "as the portal writes it",
      `Endpoint=https://a.webpubsub.azure.com;AccessKey=${key};Version=1.0;`,
      "https://a.webpubsub.azure.com",
    ],
    ["without the last semicolon", `Endpoint=https://a.example;AccessKey=${key};Version=1.0`, "https://a.example"],
    ["without a version", `Endpoint=https://a.example;AccessKey=${key}`, "https://a.example"],
    ["in another order", `AccessKey=${key};Version=1.0;Endpoint=https://a.example`, "https://a.example"],
    ["with keys in any case", `ENDPOINT=https://a.example;accesskey=${key}`, "https://a.example"],
    ["with blanks around keys and values", ` Endpoint = https://a.example ; AccessKey = ${key} ;`, "https://a.example"],
    ["with empty parts", `;;Endpoint=https://a.example;;AccessKey=${key};;`, "https://a.example"],
    ["with a trailing slash", `Endpoint=https://a.example/;AccessKey=${key}`, "https://a.example"],
    ["with a port", `Endpoint=http://localhost;Port=8080;AccessKey=${key};Version=1.0;`, "http://localhost:8080"],
    ["with the port in the endpoint", `Endpoint=http://localhost:8080;AccessKey=${key}`, "http://localhost:8080"],
    ["with the greatest port", `Endpoint=http://localhost;Port=65535;AccessKey=${key}`, "http://localhost:65535"],
    ["with a path", `Endpoint=https://a.example/prefix/;AccessKey=${key}`, "https://a.example/prefix"],
    ["without a scheme", `Endpoint=a.example;AccessKey=${key}`, "https://a.example"],
    ["with an IPv6 address", `Endpoint=http://[::1]:80;AccessKey=${key}`, "http://[::1]"],
    ["with a key it does not know", `Endpoint=https://a.example;AccessKey=${key};Region=west`, "https://a.example"],
  ])("%s", (_, text, endpoint) => {
    expect(parseConnectionString(text)).toEqual({ endpoint, accessKey: key });
  });
});

describe("a connection string is refused", () => {
  test.each([
    ["MALFORMED_PART", "nonsense"],
    ["MALFORMED_PART", `Endpoint=https://a.example;${key.replaceAll("=", "")}`],
    ["MALFORMED_PART", `=https://a.example;AccessKey=${key}`],
    ["DUPLICATE_KEY", `Endpoint=https://a.example;AccessKey=${key};accesskey=${key}`],
    ["MISSING_ENDPOINT", ""],
    ["MISSING_ENDPOINT", `AccessKey=${key}`],
    ["MISSING_ENDPOINT", `Endpoint=;AccessKey=${key}`],
    ["MISSING_ACCESS_KEY", "Endpoint=https://a.example"],
    ["MISSING_ACCESS_KEY", "Endpoint=https://a.example;AccessKey=  ;"],
    ["INVALID_ENDPOINT", `Endpoint=https://;AccessKey=${key}`],
    ["INVALID_ENDPOINT", `Endpoint=ftp://a.example;AccessKey=${key}`],
    ["INVALID_PORT", `Endpoint=http://localhost;Port=0;AccessKey=${key}`],
    ["INVALID_PORT", `Endpoint=http://localhost;Port=65536;AccessKey=${key}`],
    ["INVALID_PORT", `Endpoint=http://localhost;Port=-1;AccessKey=${key}`],
    ["INVALID_PORT", `Endpoint=http://localhost;Port=80a;AccessKey=${key}`],
    ["INVALID_PORT", `Endpoint=http://localhost;Port=;AccessKey=${key}`],
  ])("with code %s: %j", (code, text) => {
    const error = catchError(() => parseConnectionString(text));
    expect(error).toBeInstanceOf(ConnectionStringError);
    expect(error).toBeInstanceOf(TypeError);
    expect(error).toHaveProperty("code", code);
    expect(String(error)).not.toContain("fake");
  });

  test.each([undefined, null, 7, {}, []])("that is no string: %j", (value) => {
    expect(() => parseConnectionString(value)).toThrow('"connectionString" must be a string.');
  });
});

function catchError(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return error;
  }
  throw new Error("Nothing was thrown.");
}
