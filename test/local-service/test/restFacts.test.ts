import { expect, test } from "@jest/globals";
import { call, connect, entra, service, withVersion } from "./support.js";
import { restFacts } from "./restFacts.js";
import type { RestFact } from "./restFacts.js";

const rows = restFacts.flatMap((fact) => {
  const { versions = ["2024-12-01"] } = fact;
  const named = versions.length === 0 ? [undefined] : versions;
  return named.map((version) => ({ ...fact, version, where: version ?? "the version in its query" }));
});

/** Every client that a fact may be about. */
async function populated() {
  const local = await service();
  const ada = await connect(local, { sub: "ada", "webpubsub.group": "news" });
  await connect(local, { sub: "tenant/bob", "webpubsub.group": "tenant/news" });
  await connect(local, { sub: "literal%2F: x" });
  for (let count = 0; count < 2; count += 1) await connect(local, { "webpubsub.group": "anonymous" });
  return { local, ada };
}

test.each(rows)("$evidence: $fact ($request, $where)", async (row) => {
  const { local, ada } = await populated();
  const [method = "", below = ""] = row.request.replace("{connection}", ada.connectionId).split(" ");
  const path = row.version === undefined ? below : withVersion(below, row.version);
  const token = below.startsWith("/:generateToken") ? await entra(local) : {};
  const { status, headers, text } = await call(local, method, `/api/hubs/chat${path}`, {
    headers: { ...row.headers, ...token },
    ...(row.body !== undefined && { body: row.body }),
  });
  expect(status).toBe(row.status);
  for (const [name, value] of Object.entries(row.answerHeaders ?? {}))
    expect([name, headers.get(name)]).toEqual([name, value]);
  expectAnswer(row, text);
});

function expectAnswer({ answer }: RestFact, text: string): void {
  if (typeof answer === "string") expect(text).toBe(answer);
  else if (answer instanceof RegExp) expect(text).toMatch(answer);
  else if (answer !== undefined) expect(JSON.parse(text)).toMatchObject(answer);
}

test("R: a whole link to the next page is taken for its token", async () => {
  const { local } = await populated();
  const path = "/api/hubs/chat/groups/anonymous/connections?maxpagesize=1";
  const { value, nextLink } = JSON.parse((await call(local, "GET", path)).text);
  for (const token of [nextLink, new URL(nextLink).searchParams.get("continuationToken")]) {
    const next = await call(local, "GET", `${path}&continuationToken=${encodeURIComponent(token)}`);
    expect(next.status).toBe(200);
    const page = JSON.parse(next.text);
    expect(page.value).toHaveLength(1);
    expect(page.value[0].connectionId).not.toBe(value[0].connectionId);
  }
  const other = nextLink.replace("anonymous", "news").replace(/continuationToken=[^&]+/, "continuationToken=x");
  expect((await call(local, "GET", `${path}&continuationToken=${encodeURIComponent(other)}`)).status).toBe(400);
});

test("R: the health check names no versions", async () => {
  const { endpoint } = await service();
  for (const path of ["/api/health", "/api/health?api-version=2024-12-01", "/api/health/"]) {
    const { status, headers } = await fetch(endpoint + path, { method: "HEAD" });
    expect([status, headers.get("api-supported-versions")]).toEqual([200, null]);
  }
});

test("D: what is sent to a name with %2F reaches nobody whose name has a slash", async () => {
  const { local } = await populated();
  const bob = await connect(local, { sub: "tenant/bob", "webpubsub.group": "tenant/news" });
  for (const path of ["/users/tenant%2Fbob", "/groups/tenant%2Fnews"]) {
    const sent = await call(local, "POST", `/api/hubs/chat${path}/:send`, { body: "x" });
    expect(sent.status).toBe(202);
  }
  expect(await bob.isSilent()).toBe(true);
});
