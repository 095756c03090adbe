import { describe, expect, test } from "@jest/globals";
import { createRestError, throwIfUnexpected } from "../../src/versions/2024-12-01.js";
import { fakeService } from "../support/fakeService.js";
import { testClient } from "../support/testClient.js";

const service = fakeService();
const exists = () => testClient().path("/api/hubs/{hub}/users/{userId}", "chat", "ada").head();

describe("throwIfUnexpected", () => {
  test.each([200, 404])("lets status %i pass where the operation lists it, and knows its type", async (status) => {
    service.answer({ status });
    const response = await exists();
    throwIfUnexpected(response);
    const known: "200" | "404" = response.status;
    expect(known).toBe(String(status));
  });

  test.each([204, 403, 500])("throws the error of status %i, which it does not list", async (status) => {
    service.answer({ status, headers: { "x-ms-error-code": "Some.Code" } });
    const response = await exists();
    expect(() => throwIfUnexpected(response)).toThrow(
      expect.objectContaining({ name: "RestError", statusCode: status, code: "Some.Code" }),
    );
  });

  test("goes by the status alone where no document speaks of the request", async () => {
    service.answer({ status: 204 }, { status: 404 });
    const get = () => testClient().pathUnchecked("/anything").get();
    const response = await get();
    throwIfUnexpected(response);
    expect(response.status).toBe("204");
    const missing = await get();
    expect(() => throwIfUnexpected(missing)).toThrow(/^GET \/anything failed with status 404\.$/);
  });

  test("refuses a call that nobody has awaited, and says so", async () => {
    service.answer({ status: 200 });
    const call = exists();
    const refused = expect.objectContaining({
      name: "TypeError",
      code: "INVALID_ARGUMENT",
      message:
        '"response" must be what a call returned; a call itself is to be awaited first. Received an instance of Promise.',
    });
    expect(() => throwIfUnexpected(call as never)).toThrow(refused);
    throwIfUnexpected(await call);
  });

  test.each([undefined, null, {}, 202, "202"])("refuses what is no response: %p", (value) => {
    const refused = expect.objectContaining({ code: "INVALID_ARGUMENT", argument: "response" });
    expect(() => throwIfUnexpected(value as never)).toThrow(refused);
    expect(() => createRestError(value as never)).toThrow(refused);
  });
});
