import { describe, expect, test } from "@jest/globals";
import { readApiVersions } from "../../scripts/autorest/apiVersions.js";
import { runDiff } from "./runDiff.js";

const versions = readApiVersions().map(({ tag }) => tag);
const known = ["2020-10-01", "2021-10-01", "2022-11-01", "2023-07-01", "2024-01-01", "2024-12-01"];

/** Changes as lines: T breaks TypeScript callers, W breaks the wire. */
function changes(old: string, now: string) {
  const { status, stdout } = runDiff([old, now, "--json"]);
  const parsed = JSON.parse(stdout);
  const lines = parsed.changes.map(
    ({ subject, what, operations, typescript, wire }: any) =>
      `${typescript ? "T" : "-"}${wire ? "W" : "-"} ${subject}: ${what} (${operations.length})`,
  );
  return { status, summary: parsed.summary, lines };
}

test("from the preview to the first version that live resources take", () => {
  expect(changes("2020-10-01", "2021-10-01")).toEqual({
    status: 6,
    summary: { changes: 20, breakingForTypeScript: 6, breakingOnTheWire: 7 },
    lines: [
      "TW HEAD /api/hubs/{hub}/users/{userId}/groups/{group}: removed (1)",
      "T- HEAD /api/health: the operation is called HealthApi_GetServiceStatus now, was HealthApi_GetHealthStatus (1)",
      "T- DELETE /api/hubs/{hub}/connections/{connectionId}: the operation is called WebPubSub_CloseConnection now, was WebPubSub_CloseClientConnection (1)",
      "-- POST /api/hubs/{hub}/:closeConnections: added (1)",
      "-- POST /api/hubs/{hub}/:generateToken: added (1)",
      "-- POST /api/hubs/{hub}/groups/{group}/:closeConnections: added (1)",
      "-- POST /api/hubs/{hub}/users/{userId}/:closeConnections: added (1)",
      "TW query parameter targetName: required now, was optional (3)",
      "-W path parameter connectionId: minimum length 1 now (8)",
      "-W path parameter userId: minimum length 1 now (5)",
      "-W query parameter targetName: minimum length 1 now (3)",
      "-W query parameter targetName: maximum length 1024 now (3)",
      "-W query parameter targetName: pattern ^(?!\\s+$).+$ now (3)",
      "T- status 204: instead of 200 (5)",
      "T- status 404: removed (2)",
      "-- any other status, header x-ms-error-code: added (16)",
      "-- any other status, body: added, ErrorDetail (12)",
      "-- type ErrorDetail: added (0)",
      "-- type InnerError: added (0)",
      "-- type ClientTokenResponse: added (0)",
    ],
  });
});

test.each([
  [
    "2021-10-01",
    "2022-11-01",
    [
      "-- DELETE /api/hubs/{hub}/connections/{connectionId}/groups: added (1)",
      "-- query parameter group: added, optional (1)",
      "-- query parameter filter: added, optional (3)",
    ],
  ],
  [
    "2022-11-01",
    "2023-07-01",
    [
      "-- POST /api/hubs/{hub}/:addToGroups: added (1)",
      "-- POST /api/hubs/{hub}/:removeFromGroups: added (1)",
      "-- query parameter messageTtlSeconds: added, optional (4)",
      "-- type AddToGroupsRequest: added (0)",
      "-- type RemoveFromGroupsRequest: added (0)",
    ],
  ],
  [
    "2023-07-01",
    "2024-01-01",
    ["-- query parameter clientType: added, optional (1)", "-- type WebPubSubClientType: added (0)"],
  ],
  [
    "2024-01-01",
    "2024-12-01",
    [
      "-- GET /api/hubs/{hub}/groups/{group}/connections: added (1)",
      "-- type GroupMembers: added (0)",
      "-- type GroupMember: added (0)",
    ],
  ],
])("from %s to %s nothing breaks", (old, now, lines) => {
  expect(changes(old, now)).toEqual({
    status: 0,
    summary: { changes: lines.length, breakingForTypeScript: 0, breakingOnTheWire: 0 },
    lines,
  });
});

describe.each(versions)("every pair with %s", (old) => {
  test.each(versions.filter((now) => now !== old))("as the old version and %s as the new one is compared", (now) => {
    const { status, summary } = changes(old, now);
    const expected = (summary.breakingForTypeScript > 0 ? 2 : 0) + (summary.breakingOnTheWire > 0 ? 4 : 0);
    expect(status).toBe(expected);
    // Those after the first only add, and so the way back only takes away. What a later one does remains to be seen.
    if (known.includes(old) && known.includes(now)) expect(status).toBe(old !== known[0] && old < now ? 0 : 6);
  });
});

test("what is printed fits 100 columns, and the last line sums up", () => {
  const { stdout, stderr } = runDiff(["2020-10-01", "2024-12-01"]);
  expect(stderr).toBe("");
  expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
  expect(stdout.trimEnd().split("\n").at(-1)).toMatch(
    /^\d+ changes: \d+ breaking for TypeScript callers, \d+ on the wire\.$/,
  );
  expect(runDiff(["2023-07-01", "2024-01-01"]).stdout).toBe(`2023-07-01 to 2024-01-01

fits: callers need no change; breaks: code may not compile (TypeScript), programs may fail (wire)

  TypeScript  wire

Parameters
  fits        fits    query parameter clientType: added, optional (WebPubSub_GenerateClientToken)

Types
  fits        fits    type WebPubSubClientType: added

2 changes, none of them breaking.
`);
  expect(runDiff(["2024-01-01", "2024-01-01"]).stdout).toBe(
    "2024-01-01 to 2024-01-01\n\nNothing changed for callers.\n",
  );
});
