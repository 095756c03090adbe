import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import type { LocalService } from "../src/index.js";
import { call, connect, entra, service, withVersion } from "./support.js";

/** What is looked at of a contract: facts about the API, from documents that the local service shares no code with. */
interface Contract {
  readonly operations: Readonly<
    Record<string, { parameters: { name: string; in: string }[]; consumes?: string[]; responses: object }>
  >;
}

const versions = ["2020-10-01", "2021-10-01", "2022-11-01", "2023-07-01", "2024-01-01", "2024-12-01"];
const contracts = new Map<string, Contract>(
  versions.map((version) => [
    version,
    JSON.parse(readFileSync(new URL(`../../swagger/contracts/${version}.json`, import.meta.url), "utf8")),
  ]),
);
const every = [...new Set([...contracts.values()].flatMap(({ operations }) => Object.keys(operations)))];
const having = (version: string) => Object.entries(contracts.get(version)?.operations ?? {});
const success = (responses: object) => Number(Object.keys(responses).find((status) => status < "300"));

/** Carries an operation out for a connection that is there, may send, and is in a group. */
async function perform(local: LocalService, name: string, version: string, query = ""): Promise<Response> {
  const [method = "", template = ""] = name.split(" ");
  const client = await connect(local, { sub: "ada", role: "webpubsub.sendToGroup", "webpubsub.group": "news" });
  const names: Record<string, string> = {
    hub: "chat",
    group: "news",
    userId: "ada",
    permission: "sendToGroup",
    connectionId: client.connectionId,
  };
  const path = template.replace(/\{(\w+)\}/g, (_, parameter: string) => names[parameter] ?? "");
  const about = /permissions/.test(path) ? "?targetName=news" : "?x=1";
  const init =
    method === "POST" ? { headers: { "content-type": "application/json" }, body: '{"groups":["news"]}' } : {};
  const headers = { ...init.headers, ...(/:generateToken/.test(path) && (await entra(local))) };
  return (await call(local, method, withVersion(path + about + query, version), { ...init, headers })).response;
}

describe.each(versions)("version %s", (version) => {
  test.each(having(version))("has %s, with its status", async (name, { responses }) => {
    const response = await perform(await service(), name, version);
    expect(response.status).toBe(success(responses));
    expect(response.headers.get("api-supported-versions")).toBe(
      version === "2020-10-01" || name === "HEAD /api/health"
        ? null
        : "2021-10-01, 2022-11-01, 2023-07-01, 2024-01-01, 2024-12-01",
    );
  });

  const lacking = every.filter((name) => !having(version).some(([one]) => one === name));
  (lacking.length > 0 ? test.each(lacking) : () => undefined)("does not have %s", async (name) => {
    expect([404, 405]).toContain((await perform(await service(), name, version)).status);
  });

  const breaking = { filter: "(", messageTtlSeconds: "301", group: "%20", clientType: "Fax", minutesToExpire: "0" };
  const wrong = Object.entries({ ...breaking, maxpagesize: "201", top: "0", continuationToken: "x" });
  test.each(having(version))(
    "refuses in %s what is wrong in a parameter that it has, and in no other",
    async (name) => {
      const operation = having(version).find(([one]) => one === name)?.[1] as Contract["operations"][string];
      const local = await service();
      const status = async (parameters: string[][]) =>
        (await perform(local, name, version, parameters.map(([one, value]) => `&${one}=${value}`).join(""))).status;
      for (const one of wrong.filter(([parameter]) => hasQuery(operation, parameter)))
        expect([one, await status([one])]).toEqual([one, 400]);
      expect(await status(wrong.filter(([parameter]) => !hasQuery(operation, parameter)))).toBe(
        success(operation.responses),
      );
    },
  );
});

const hasQuery = ({ parameters }: Contract["operations"][string], name: string): boolean =>
  parameters.some((parameter) => parameter.in === "query" && parameter.name === name);

test("every parameter that is tried above is in some contract", () => {
  const names = new Set(
    [...contracts.values()].flatMap(({ operations }) =>
      Object.values(operations).flatMap(({ parameters }) => parameters.map(({ name }) => name)),
    ),
  );
  for (const name of ["filter", "messageTtlSeconds", "group", "clientType", "minutesToExpire", "maxpagesize", "top"])
    expect(names).toContain(name);
});

describe("the version of a request", () => {
  const path = "/api/hubs/chat/groups/none/connections";

  test("is the latest where none is named", async () => {
    expect((await call(await service(), "GET", path)).status).toBe(200);
    expect((await call(await service(), "DELETE", "/api/hubs/chat/users/ada/groups")).status).toBe(204);
  });

  test.each([
    ["unknown", "api-version=2019-01-01"],
    ["empty", "api-version="],
    ["given twice", "api-version=2024-12-01&api-version=2024-12-01"],
    ["two in one", "api-version=2024-12-01,2024-12-01"],
  ])("is refused where it is %s", async (_, query) => {
    const local = await service();
    const { status, response, text } = await call(local, "GET", `${path}?${query}`);
    expect([status, response.headers.get("x-ms-error-code")]).toEqual([400, "Error.BadRequest"]);
    expect(JSON.parse(text)).toMatchObject({ target: "api-version", message: expect.stringContaining("2020-10-01") });
    expect((await fetch(`${local.endpoint}/api/health?${query}`, { method: "HEAD" })).status).toBe(400);
  });
});
