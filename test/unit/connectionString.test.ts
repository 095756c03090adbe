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
    ["without a scheme, on this machine", `Endpoint=localhost:8080;AccessKey=${key}`, "https://localhost:8080"],
    ["with an IPv6 address", `Endpoint=http://[::1]:80;AccessKey=${key}`, "http://[::1]"],
    ["with a key it does not know", `Endpoint=https://a.example;AccessKey=${key};Region=west`, "https://a.example"],
    ["with another version", `Endpoint=https://a.example;AccessKey=${key};Version=2.0`, "https://a.example"],
    ["with an empty version", `Endpoint=https://a.example;AccessKey=${key};Version=`, "https://a.example"],
    ["with the version first", `Version=1.0;Endpoint=https://a.example;AccessKey=${key}`, "https://a.example"],
    ["with lower-case keys", `endpoint=https://a.example;accesskey=${key};version=1.0`, "https://a.example"],
    ["with a scheme in capitals", `Endpoint=HTTPS://A.Example;AccessKey=${key}`, "https://a.example"],
    ["with line breaks around it", `\nEndpoint=https://a.example;AccessKey=${key}\r\n`, "https://a.example"],
    ["with line breaks between the parts", `Endpoint=https://a.example;\nAccessKey=${key};\n`, "https://a.example"],
    ["with tabs around values", `Endpoint=\thttps://a.example\t;AccessKey=\t${key}\t`, "https://a.example"],
    ["with several trailing slashes", `Endpoint=https://a.example///;AccessKey=${key}`, "https://a.example"],
    ["with the least port", `Endpoint=http://localhost;Port=1;AccessKey=${key}`, "http://localhost:1"],
    ["with a port in another case", `Endpoint=http://localhost;PORT=8080;AccessKey=${key}`, "http://localhost:8080"],
    ["with blanks around the port", `Endpoint=http://localhost;Port= 8080 ;AccessKey=${key}`, "http://localhost:8080"],
    ["with a port that replaces another", `Endpoint=http://localhost:1;Port=2;AccessKey=${key}`, "http://localhost:2"],
    [
      "with a port before a path",
      `Endpoint=https://a.example/p;Port=8443;AccessKey=${key}`,
      "https://a.example:8443/p",
    ],
    [
      "with the port that https has anyway",
      `Endpoint=https://a.example;Port=443;AccessKey=${key}`,
      "https://a.example",
    ],
    ["without a scheme, with a port", `Endpoint=a.example;Port=8443;AccessKey=${key}`, "https://a.example:8443"],
    ["with an IPv4 address", `Endpoint=http://127.0.0.1:8888;AccessKey=${key}`, "http://127.0.0.1:8888"],
    ["with a host outside ASCII", `Endpoint=https://bücher.example;AccessKey=${key}`, "https://xn--bcher-kva.example"],
  ])("%s", (_, text, endpoint) => {
    expect(parseConnectionString(text)).toEqual({ endpoint, accessKey: key });
  });
});

test.each([
  "plain",
  "with=signs=inside",
  "ends-with==",
  "+/symbols~!@#$%^&*()",
  "ünïcödé-👋",
  "  inner  blanks  ".trim(),
])("a connection string keeps the key %j as it is", (accessKey) => {
  const text = `Endpoint=https://a.example;AccessKey=${accessKey};Version=1.0;`;
  expect(parseConnectionString(text).accessKey).toBe(accessKey);
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
    ["INVALID_PORT", `Endpoint=http://localhost;Port=1e3;AccessKey=${key}`],
    ["INVALID_PORT", `Endpoint=http://localhost;Port=80.5;AccessKey=${key}`],
    ["INVALID_PORT", `Endpoint=http://localhost;Port=0x50;AccessKey=${key}`],
    ["INVALID_PORT", `Endpoint=http://localhost;Port=099999;AccessKey=${key}`],
    ["MALFORMED_PART", "Endpoint"],
    ["MALFORMED_PART", "="],
    ["MALFORMED_PART", `Endpoint=https://a.example;AccessKey=${key};Version`],
    ["DUPLICATE_KEY", `Endpoint=https://a.example;Endpoint=https://b.example;AccessKey=${key}`],
    ["DUPLICATE_KEY", `Endpoint=https://a.example;AccessKey=${key};Version=1.0;Version=1.0`],
    ["DUPLICATE_KEY", `Endpoint=https://a.example;Other=1;other=2;AccessKey=${key}`],
    ["MISSING_ENDPOINT", ";;;"],
    ["MISSING_ENDPOINT", "   "],
    ["MISSING_ENDPOINT", `Endpoint =;AccessKey=${key}`],
    ["MISSING_ACCESS_KEY", "Endpoint=https://a.example;Access Key=fake"],
    ["MISSING_ACCESS_KEY", "Endpoint=https://a.example;Key=fake"],
    ["INVALID_ENDPOINT", `Endpoint=ws://a.example;AccessKey=${key}`],
    ["INVALID_ENDPOINT", `Endpoint=${key};AccessKey=https://a.example`],
    ["INVALID_ENDPOINT", `Endpoint=fakeKeyWithoutSigns;AccessKey=https://a.example`],
    ["INVALID_ENDPOINT", `Endpoint=a.example/path;AccessKey=${key}`],
    ["INVALID_ENDPOINT", `Endpoint=https://a b;AccessKey=${key}`],
    ["INVALID_ENDPOINT", `Endpoint=https://a.example:99999;AccessKey=${key}`],
  ])("with code %s: %j", (code, text) => {
    const error = catchError(() => parseConnectionString(text));
    expect(error).toBeInstanceOf(ConnectionStringError);
    expect(error).toBeInstanceOf(TypeError);
    expect(error).toHaveProperty("code", code);
    expect(String(error)).not.toContain("fake");
  });

  // What remains where a shell has taken the semicolon for the end of a command.
  test.each(["Endpoint=https://a.example", "Endpoint=http://localhost:8080", " endpoint = https://a.example "])(
    "that a shell has cut, with the advice to quote it: %j",
    (text) => expect(() => parseConnectionString(text)).toThrow(/semicolon: in a shell it needs quotes/),
  );

  test.each(["", "Endpoint=https://a.example;Version=1.0;", `AccessKey=${key}`])(
    "that no shell has cut, without that advice: %j",
    (text) => {
      const error = catchError(() => parseConnectionString(text));
      expect(error).toBeInstanceOf(ConnectionStringError);
      expect(String(error)).not.toContain("shell");
    },
  );

  test.each(["", " \n"])("that is empty, with where to look: %j", (text) =>
    expect(() => parseConnectionString(text)).toThrow(/ It is empty: the environment variable /),
  );

  test.each([";;;", `AccessKey=${key}`])("that holds something, without that: %j", (text) =>
    expect(String(catchError(() => parseConnectionString(text)))).not.toContain("It is empty"),
  );

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
