import { once } from "node:events";
import { describe, expect, test } from "@jest/globals";
import { UnsecuredJWT } from "jose";
import { WebSocket } from "ws";
import { defaultAccessKey } from "../src/index.js";
import type { LocalService } from "../src/index.js";
import { connect, jsonProtocol, refusedUpgrade, service, token } from "./support.js";

const path = "/api/hubs/chat/users/ada%2Fb";
const now = () => Math.floor(Date.now() / 1000);

async function status(endpoint: string, authorization: string | undefined): Promise<number> {
  return (
    await fetch(`${endpoint}${path}?api-version=2020-10-01`, {
      method: "HEAD",
      headers: authorization === undefined ? {} : { authorization },
    })
  ).status;
}

describe("a token for REST is taken", () => {
  test.each([
    ["the URL of the request", (url: string) => `${url}?api-version=2020-10-01`],
    ["the URL without its query", (url: string) => url],
    ["the URL with another query", (url: string) => `${url}?x=1`],
    ["the URL with a slash at its end", (url: string) => `${url}/`],
    ["a deeper path", (url: string) => `${url}/more`],
    ["another letter case", (url: string) => url.toUpperCase()],
    ["another scheme", (url: string) => url.replace("http", "wss")],
    ["the URL decoded", (url: string) => decodeURIComponent(url)],
    ["several, one of which fits", (url: string) => ["https://elsewhere.example", url]],
  ])("whose audience is %s", async (_, audience) => {
    const { endpoint } = await service();
    expect(await status(endpoint, `Bearer ${await token(audience(endpoint + path))}`)).toBe(404);
  });

  test("that has expired less than five minutes ago", async () => {
    const { endpoint } = await service();
    expect(await status(endpoint, `bearer ${await token(endpoint + path, {}, defaultAccessKey, now() - 290)}`)).toBe(
      404,
    );
  });
});

describe("a token for REST is refused with 401 and nothing said", () => {
  test.each([
    ["that is missing", () => undefined],
    ["that is another kind of proof", () => "Basic abc"],
    ["that is no token", () => "Bearer abc"],
    ["of another key", async (url: string) => `Bearer ${await token(url, {}, "fake-other-key-0123456789-0123456789")}`],
    ["that expired long ago", async (url: string) => `Bearer ${await token(url, {}, defaultAccessKey, now() - 310)}`],
    ["without an audience", async () => `Bearer ${await token(undefined)}`],
    ["for another host", async (url: string) => `Bearer ${await token(url.replace("127.0.0.1", "127.0.0.2"))}`],
    ["for another path", async (url: string) => `Bearer ${await token(url.replace("users", "groups"))}`],
    ["for a path that only begins alike", async (url: string) => `Bearer ${await token(`${url}c`)}`],
    ["for another scheme than the web's", async (url: string) => `Bearer ${await token(url.replace("http", "ftp"))}`],
    [
      "that nobody signed",
      (url: string) => `Bearer ${new UnsecuredJWT({}).setAudience(url).setExpirationTime("5m").encode()}`,
    ],
  ])("%s", async (_, make) => {
    const { endpoint } = await service();
    const authorization = await make(endpoint + path);
    const response = await fetch(endpoint + path, {
      method: "DELETE",
      headers: { ...(authorization !== undefined && { authorization }) },
    });
    expect(response.status).toBe(405);
    const put = await fetch(`${endpoint}${path}/groups/g`, {
      method: "PUT",
      headers: { ...(authorization !== undefined && { authorization }) },
    });
    expect([put.status, put.headers.get("www-authenticate"), await put.text()]).toEqual([401, "Bearer", ""]);
    expect(await status(endpoint, authorization)).toBe(401);
  });
});

describe("a WebSocket client", () => {
  const address = (endpoint: string, rest = "/client/hubs/chat") => endpoint.replace("http", "ws") + rest;

  test.each([
    ["http, as the SDKs write it", (url: string) => url],
    ["ws", (url: string) => url.replace("http", "ws")],
    ["another letter case", (url: string) => url.toUpperCase()],
  ])("is let in with an audience in %s", async (_, audience) => {
    const local = await service();
    const access = await token(audience(`${local.endpoint}/client/hubs/chat`));
    await expect(refusedUpgrade(`${address(local.endpoint)}?access_token=${access}`)).rejects.toThrow("not refused");
  });

  test("is let in with its token in a header, and with its hub in the query", async () => {
    const local = await service();
    const authorization = `Bearer ${await token(`${local.endpoint}/client/hubs/chat`)}`;
    for (const place of ["/client/?hub=chat", "/client?hub=chat"]) {
      await expect(refusedUpgrade(address(local.endpoint, place), { headers: { authorization } })).rejects.toThrow(
        "not refused",
      );
    }
  });

  test.each(["/client/?hub=chat", "/client?hub=Chat"])("is let in with the audience %s", async (place) => {
    const local = await service();
    const access = await token(local.endpoint + place);
    await expect(refusedUpgrade(`${address(local.endpoint)}?access_token=${access}`)).rejects.toThrow("not refused");
  });

  test("is refused with an audience of another hub", async () => {
    const local = await service();
    for (const place of ["/client/?hub=chatter", "/client/hubs/chatter", "/client/hubs/", "/client/"]) {
      const access = await token(local.endpoint + place);
      expect(await refusedUpgrade(`${address(local.endpoint)}?access_token=${access}`)).toBe(401);
    }
  });

  test("is refused without a good token", async () => {
    const local = await service();
    const rest = await token(`${local.endpoint}/api/hubs/chat`);
    expect(await refusedUpgrade(address(local.endpoint))).toBe(401);
    expect(await refusedUpgrade(`${address(local.endpoint)}?access_token=abc`)).toBe(401);
    expect(await refusedUpgrade(`${address(local.endpoint)}?access_token=${rest}`)).toBe(401);
  });

  test.each([
    ["/client/hubs/", 400],
    ["/client/hubs/1chat", 400],
    ["/client/hubs/%E0%A4", 400],
    ["/client/", 400],
    ["/clients/mqtt/hubs/chat", 404],
    ["/", 404],
  ])("is refused at %s with %i", async (rest, code) => {
    const { endpoint } = await service();
    expect(await refusedUpgrade(address(endpoint, rest))).toBe(code);
  });

  test("is refused with a group that may not exist, and with a subprotocol that is not spoken", async () => {
    const local = await service();
    const url = async (claims: object) =>
      `${address(local.endpoint)}?access_token=${await token(`${local.endpoint}/client/hubs/chat`, claims)}`;
    expect(await refusedUpgrade(await url({ "webpubsub.group": [" "] }))).toBe(400);
    expect(await refusedUpgrade(await url({ "webpubsub.group": ["a\n"] }))).toBe(400);
    expect(await refusedUpgrade(await url({ sub: 1 }))).toBe(400);
    expect(await refusedUpgrade(await url({}), {}, ["xml.webpubsub.azure.v1"])).toBe(400);
  });

  test("that offers several subprotocols gets the first that is spoken", async () => {
    const local = await service();
    const protobuf = "protobuf.reliable.webpubsub.azure.v1";
    for (const offered of [
      ["xml.webpubsub.azure.v1", jsonProtocol, protobuf],
      ["custom.v1", protobuf, jsonProtocol],
    ])
      expect((await connect(local, {}, "chat", offered)).socket.protocol).toBe(offered[1]);
  });

  test("that offers only a subprotocol of its own is connected without one", async () => {
    const local = await service();
    const access = await token(`${local.endpoint}/client/hubs/chat`, { sub: "ada" });
    const socket = new WebSocket(`${address(local.endpoint)}?access_token=${access}`, ["custom.v1"]);
    // The client library minds; a browser may not.
    const [error] = await once(socket, "error");
    expect(error.message).toBe("Server sent no subprotocol");
  });
});

describe("a token that was taken once", () => {
  const ownPath = "/api/hubs/chat/users/ada";
  const ask = async ({ endpoint }: LocalService, access: string, address = ownPath): Promise<number> =>
    (await fetch(endpoint + address, { method: "HEAD", headers: { authorization: `Bearer ${access}` } })).status;

  test("is taken again, until it has expired by the service's clock", async () => {
    const local = await service();
    const access = await token(local.endpoint + ownPath);
    expect([await ask(local, access), await ask(local, access)]).toEqual([404, 404]);
    local.control.clock.advance(660_000);
    expect(await ask(local, access)).toBe(401);
  });

  test("is for its own address all the same, and another token is not taken for it", async () => {
    const local = await service();
    const access = await token(local.endpoint + ownPath);
    expect(await ask(local, access)).toBe(404);
    expect(await ask(local, access, "/api/hubs/chat/users/bob")).toBe(401);
    const [head, , signature] = access.split(".");
    const [, claims] = (await token(`${local.endpoint}/api/hubs/chat/users/bob`)).split(".");
    expect(await ask(local, `${head}.${claims}.${signature}`, "/api/hubs/chat/users/bob")).toBe(401);
  });

  test("is not taken by a service with another key", async () => {
    const [one, other] = [await service(), await service({ accessKey: "another fake key, of this test" })];
    const access = await token([one.endpoint + ownPath, other.endpoint + ownPath]);
    expect([await ask(one, access), await ask(other, access)]).toEqual([404, 401]);
  });
});
