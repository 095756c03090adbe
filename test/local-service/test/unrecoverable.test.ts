import { describe, expect, jest, test } from "@jest/globals";
import { call, connect, service } from "./support.js";
import { data, lose, recover, reliable, roundTrip, send, webSocketService } from "./websocketSupport.js";
import type { Greeting } from "./websocketSupport.js";

// Many megabytes take their time on a machine that is busy.
jest.setTimeout(30_000);

describe("a connection cannot be recovered", () => {
  test.each([
    ["with another token", (it: Greeting) => ({ ...it, reconnectionToken: it.reconnectionToken.toUpperCase() }), {}],
    ["with a token of another length", (it: Greeting) => ({ ...it, reconnectionToken: "x" }), {}],
    ["without a token", (it: Greeting) => ({ ...it, reconnectionToken: "" }), {}],
    ["that never was", (it: Greeting) => ({ ...it, connectionId: "nobody" }), {}],
    ["in another hub", (it: Greeting) => it, { hub: "other" }],
  ])("%s: 1008, and the connection stays what it was", async (_, change, options) => {
    const local = await webSocketService();
    const { client, greeting } = await reliable(local);
    expect(await recover(local, change(greeting), options).closed).toEqual({
      code: 1008,
      reason: "The connection could not be recovered.",
    });
    expect(await client.isSilent()).toBe(true);
  });

  test("that is not reliable", async () => {
    const local = await webSocketService();
    const client = await connect(local);
    expect((await recover(local, { connectionId: client.connectionId, reconnectionToken: "x" }).closed).code).toBe(
      1008,
    );
  });

  test("after its client said goodbye with 1000", async () => {
    const local = await webSocketService();
    const { client, greeting } = await reliable(local);
    client.socket.close(1000);
    await client.closed;
    expect(local.hub.connections.size).toBe(0);
    expect((await recover(local, greeting).closed).code).toBe(1008);
  });

  test.each([undefined, 1001, 3000])("but after another close frame (%s)", async (code) => {
    const local = await webSocketService();
    const { client, greeting } = await reliable(local);
    if (code === undefined) client.socket.close();
    else client.socket.close(code);
    await client.closed;
    send(local, "a");
    expect(await recover(local, greeting).json()).toMatchObject({ data: "a" });
  });

  test("after the application closed it, whether or not it was lost", async () => {
    const local = await service();
    for (const isLost of [false, true]) {
      const { client, greeting } = await reliable(local);
      if (isLost) await lose(client, local);
      await call(local, "DELETE", `/api/hubs/chat/connections/${greeting.connectionId}?reason=enough`);
      if (!isLost) {
        const message = "Application server closed the connection. Reason: enough";
        expect(await client.json()).toEqual({ type: "system", event: "disconnected", message });
        expect(await client.closed).toEqual({ code: 1000, reason: "" });
      }
      expect((await recover(local, greeting).closed).code).toBe(1008);
    }
  });

  test("after it sent what is no request", async () => {
    const local = await webSocketService();
    for (const frame of ["{", Buffer.of(1), "x".repeat(1_048_577)]) {
      const { client, greeting } = await reliable(local);
      client.send(frame);
      await client.closed;
      expect(local.hub.connections.size).toBe(0);
      expect((await recover(local, greeting).closed).code).toBe(1008);
    }
  });
});

describe("a client that acknowledges nothing is closed with 1008 and cannot come back", () => {
  test.each([
    ["1000 messages", 1000, 1],
    ["16 MB", 15, 1_048_576],
  ])("at more than %s", async (_, count, size) => {
    const local = await webSocketService();
    const { client, greeting } = await reliable(local);
    for (let sent = 0; sent < count; sent += 1) send(local, "x".repeat(size));
    await data(client, count);
    expect(local.hub.connections.size).toBe(1);
    send(local, "x".repeat(size));
    expect(await client.json()).toMatchObject({
      event: "disconnected",
      message: "The reliable message buffer is full.",
    });
    expect((await client.closed).code).toBe(1008);
    expect(local.hub.connections.size).toBe(0);
    expect((await recover(local, greeting).closed).code).toBe(1008);
  });

  test("even while it is lost", async () => {
    const local = await webSocketService();
    const { client } = await reliable(local);
    await lose(client, local);
    for (let sent = 0; sent <= 1000; sent += 1) send(local, "x");
    expect(local.hub.connections.size).toBe(0);
    await roundTrip(local.endpoint);
  });

  test("but not for messages whose time is over", async () => {
    const local = await webSocketService();
    const { client, greeting } = await reliable(local);
    await lose(client, local);
    for (let sent = 0; sent < 1000; sent += 1) send(local, "old", local.clock.now() + 1000);
    local.clock.advance(2000);
    send(local, "new");
    expect(await recover(local, greeting).json()).toMatchObject({ data: "new", sequenceId: 1001 });
  });
});
