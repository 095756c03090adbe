import { describe, expect, test } from "@jest/globals";
import { parseEndpoint } from "../../src/endpoint.js";

describe("an endpoint is taken", () => {
  test.each([
    ["https://a.webpubsub.azure.com", "https://a.webpubsub.azure.com"],
    ["https://a.example/", "https://a.example"],
    ["HTTPS://A.example:8443//", "https://a.example:8443"],
    ["https://proxy.example/prefix/", "https://proxy.example/prefix"],
  ])("over https: %s", (value, url) => {
    expect(parseEndpoint("endpoint", value, false)).toEqual({ url, isPlainHttp: false, isLoopback: false });
  });

  test.each([
    "localhost",
    "localhost:8080",
    "localhost.:8080",
    "hub.localhost",
    "a.hub.localhost",
    "127.0.0.1:9000",
    "127.1.2.3",
    "[::1]:9000",
    "[::ffff:7f00:1]:9000",
    "0.0.0.0:8080",
    "[::]",
  ])("over http without a flag on the loopback host %s", (host) => {
    expect(parseEndpoint("endpoint", `http://${host}`, false)).toEqual({
      url: `http://${host}`,
      isPlainHttp: true,
      isLoopback: true,
    });
  });

  test("over http on another host where insecure connections are allowed", () => {
    const url = "http://emulator:8080";
    expect(parseEndpoint("endpoint", url, true)).toEqual({ url, isPlainHttp: true, isLoopback: false });
  });
});

describe("an endpoint is refused", () => {
  test.each([
    ["nothing", undefined, "Received undefined."],
    ["an empty text", "", "Received an empty string."],
    ["a number", 8080, "Received a number."],
    ["an object", {}, "Received an object."],
    ["a host without a scheme", "a.webpubsub.azure.com", "Received a string that is not one."],
    ["a path", "/api", "Received a string that is not one."],
    ["another scheme", "ws://a.example", "Received a string that is not one."],
    ["an impossible host", "https://", "Received a string that is not one."],
  ])("that is %s", (_, value, received) => {
    expect(() => parseEndpoint("endpoint", value, false)).toThrow(
      `"endpoint" must be an absolute http(s) URL, such as https://example.webpubsub.azure.com. ${received}`,
    );
  });

  test.each([
    "http://a.example",
    "http://10.0.0.1",
    "http://localhost.example",
    "http://notlocalhost",
    "http://127.0.0.1.example",
    "http://[::ffff:a00:1]",
  ])("over http on the remote host of %s", (value) => {
    expect(() => parseEndpoint("endpoint", value, false)).toThrow(/must be an https URL/);
  });

  test("with a password in it, without repeating the password", () => {
    expect(() => parseEndpoint("endpoint", "https://user:fake-password@a.example", false)).toThrow(
      /^(?!.*fake-password).*user name and password/,
    );
  });

  test.each(["https://a.example?x=1", "https://a.example#x"])("with more than an address: %s", (value) => {
    expect(() => parseEndpoint("endpoint", value, false)).toThrow(/query and fragment/);
  });
});
