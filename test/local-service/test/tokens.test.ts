import { describe, expect, test } from "@jest/globals";
import { decodeJwt, decodeProtectedHeader } from "jose";
import { Client, call, entra, jsonProtocol, refusedUpgrade, service, token } from "./support.js";
import { defaultAccessKey } from "../src/index.js";

const path = "/api/hubs/chat/:generateToken";

async function generate(query = "") {
  const local = await service();
  const { status, text, headers } = await call(local, "POST", path + query, { headers: await entra(local) });
  expect([status, headers.get("content-type")]).toEqual([200, "application/json; charset=utf-8"]);
  const body = JSON.parse(text);
  expect(Object.keys(body)).toEqual(["token"]);
  return { local, access: body.token as string, claims: decodeJwt(body.token) };
}

describe("a client token", () => {
  test("says by default who made it, for whom, and for an hour", async () => {
    const { local, access, claims } = await generate();
    const { exp = 0, iat = 0 } = claims;
    const kid = expect.stringMatching(/^s-[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
    expect(decodeProtectedHeader(access)).toEqual({ alg: "HS256", typ: "JWT", cty: "JWT", kid });
    const aud = `${local.endpoint}/client/hubs/chat`;
    expect(claims).toEqual({ nbf: iat, iat, exp: iat + 3600, iss: "https://webpubsub.azure.com", aud });
    expect(exp * 1000 - Date.now()).toBeGreaterThan(3_590_000);
  });

  test("says everything that was asked for", async () => {
    const query = "?userId=ada%20b&role=r1&role=r2&group=g&group=h%26i&minutesToExpire=5&clientType=default";
    const { claims } = await generate(query);
    expect(claims).toMatchObject({ sub: "ada b", role: ["r1", "r2"], "webpubsub.group": ["g", "h&i"] });
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(300);
  });

  test("lets its bearer in, as the user and into the groups that it names", async () => {
    const { local, access } = await generate("?userId=ada&group=news&role=webpubsub.sendToGroup.news");
    const url = `${local.endpoint.replace("http", "ws")}/client/hubs/chat?access_token=${access}`;
    const client = new Client(url, [jsonProtocol]);
    expect(await client.json()).toMatchObject({ event: "connected", userId: "ada" });
    expect(local.control.hubs()[0]?.connections).toEqual([
      { connectionId: expect.any(String), userId: "ada", groups: ["news"] },
    ]);
    client.send({ type: "sendToGroup", group: "news", dataType: "text", data: "x", ackId: 1 });
    expect([await client.json(), await client.json()]).toContainEqual({ type: "ack", ackId: 1, success: true });
  });

  test("has expired once the clock says so, with five minutes of grace", async () => {
    const { local, access } = await generate("?minutesToExpire=1");
    const url = `${local.endpoint.replace("http", "ws")}/client/hubs/chat?access_token=${access}`;
    local.control.clock.advance(5 * 60_000);
    await expect(refusedUpgrade(url)).rejects.toThrow("not refused");
    local.control.clock.advance(61_000);
    expect(await refusedUpgrade(url)).toBe(401);
  });

  test("is not made for who signs with the key: the live service wants a token of Microsoft Entra", async () => {
    const { status, text, headers } = await call(await service(), "POST", path);
    expect([status, text]).toEqual([401, ""]);
    expect(headers.get("www-authenticate")).toBe('Bearer scope="https://webpubsub.azure.com/.default"');
  });

  test("of MQTT is for the place of such clients", async () => {
    const { local, claims } = await generate("?clientType=MQTT");
    expect(claims.aud).toBe(`${local.endpoint}/clients/mqtt/hubs/chat`);
  });
});

describe("the token credential", () => {
  const scope = "https://webpubsub.azure.com/.default";

  test("makes tokens that are taken for every operation, and not by clients", async () => {
    const local = await service();
    const access = await local.tokenCredential.getToken([scope]);
    expect(Math.abs(access.expiresOnTimestamp - Date.now() - 3_600_000)).toBeLessThan(5000);
    const init = { headers: { authorization: `Bearer ${access.token}` } };
    expect((await call(local, "HEAD", "/api/hubs/chat/users/ada", init)).status).toBe(404);
    expect((await call(local, "POST", path, init)).status).toBe(200);
    const url = `${local.endpoint.replace("http", "ws")}/client/hubs/chat?access_token=${access.token}`;
    expect(await refusedUpgrade(url)).toBe(401);
    local.control.clock.advance(3_600_000 + 301_000);
    expect((await call(local, "POST", path, init)).status).toBe(401);
  });

  test("makes them for the scope of Web PubSub only", async () => {
    const { tokenCredential } = await service();
    expect((await tokenCredential.getToken(scope)).token).toMatch(/^ey/);
    await expect(tokenCredential.getToken("https://vault.azure.net/.default")).rejects.toThrow(scope);
  });

  test("is not what anybody else can make up", async () => {
    const local = await service();
    for (const [audience, key] of [
      ["https://webpubsub.azure.com", "fake-other-key-0123456789-0123456789"],
      ["https://webpubsub.azure.com.example", defaultAccessKey],
      ["https://signalr.azure.com", defaultAccessKey],
    ] as const) {
      const headers = { authorization: `Bearer ${await token(audience, {}, key)}` };
      expect((await call(local, "POST", path, { headers })).status).toBe(401);
    }
  });
});
