import { describe, expect, test } from "@jest/globals";
import { buildGroupExistsRequest } from "../../src/index.js";
import { fakeService } from "../support/fakeService.js";
import { testClient } from "../support/testClient.js";

const service = fakeService();

const wrong: [string, string, string, string][] = [
  ["a hub that starts with a digit", "1chat", "news", "hub"],
  ["a hub with a slash", "a/b", "news", "hub"],
  ["a hub outside ASCII", "plauderei-ä", "news", "hub"],
  ["a hub of 129 characters", "h".repeat(129), "news", "hub"],
  ["a blank group", "chat", "  ", "group"],
  ["a group of 1025 characters", "chat", "g".repeat(1025), "group"],
];

describe("what the service refuses", () => {
  test.each(wrong)("is refused before it is sent: %s", async (_, hub, group, argument) => {
    const received = service.answer({ status: 200 });
    const call = testClient().path("/api/hubs/{hub}/groups/{group}", hub, group).head();
    await expect(call).rejects.toMatchObject({ name: "TypeError", code: "INVALID_ARGUMENT", argument });
    expect(() => buildGroupExistsRequest(hub, group)).toThrow(`groupExists: "${argument}" must be`);
    expect(received).toHaveLength(0);
  });

  test.each(wrong)("is sent where checks are turned off: %s", async (_, hub, group) => {
    const received = service.answer({ status: 200 });
    await testClient({ validate: false }).path("/api/hubs/{hub}/groups/{group}", hub, group).head();
    await testClient().path("/api/hubs/{hub}/groups/{group}", hub, group).head({ validate: false });
    await testClient().sendRequest(buildGroupExistsRequest(hub, group, { validate: false }));
    const path = `/api/hubs/${encodeURIComponent(hub)}/groups/${encodeURIComponent(group)}`;
    expect(received.map(({ url }) => new URL(url).pathname)).toEqual([path, path, path]);
  });

  test("is everything that would change the path, checks or no checks", async () => {
    for (const group of ["", ".", ".."]) {
      await expect(
        testClient({ validate: false }).path("/api/hubs/{hub}/groups/{group}", "h", group).head(),
      ).rejects.toThrow('"group" must be a non-empty path part');
    }
  });
});

test.each([
  ["h", "g"],
  ["A_`,.[]9", "g"],
  ["h".repeat(128), "g".repeat(1024)],
  ["h", " a "],
  ["h", "групп/а"],
])("names at the edge of what is allowed are sent", async (hub, group) => {
  const received = service.answer({ status: 200 });
  await testClient().path("/api/hubs/{hub}/groups/{group}", hub, group).head();
  expect(received).toHaveLength(1);
});
