/**
 * npm run bench: how fast the client sends, and how large and how quick to load it is, beside others. Prints tables, and
 * writes bench.json and the chart that is made from it.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { makeCertificate } from "../certificate.js";
import { installWhenStale } from "../bootstrap/installWhenStale.mjs";
import { measureBundles } from "./bundleSize.js";
import { drawChart } from "./chart.js";
import { startChild } from "../childProcess.js";
import { contenders, reference } from "./contenders.js";
import type { Contender } from "./contenders.js";
import { measureImports } from "./importTime.js";
import { measureLocalService } from "./localService.js";
import { readOptions, usage } from "./options.js";
import type { Options } from "./options.js";
import type { Report } from "./report.js";
import { countSockets } from "./sockets.js";
import { subjects } from "./subjects.js";
import { writeTables } from "./table.js";
import { messageText } from "./target.js";
import type { Target } from "./target.js";
import { measureThroughput } from "./throughput.js";

const importRounds = 11;

/** What goes on, where somebody looks at it. */
const note = (text: string): void => {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001B[K${text}`);
};

async function run(options: Options): Promise<Report> {
  const { rounds, seconds, inFlight } = options;
  const chosen = contenders.filter(
    ({ name }) => options.contenders.length === 0 || name === reference || options.contenders.includes(name),
  );
  let report: Report = {
    date: new Date().toISOString(),
    machine: {
      node: process.versions.node,
      platform: `${os.platform()} ${os.arch()}`,
      cpu: os.cpus()[0]?.model ?? "",
      cores: os.availableParallelism(),
    },
    plan: { rounds, seconds, inFlight },
    contenders: Object.fromEntries(chosen.map(({ name, label, isOurs = false }) => [name, { label, isOurs }])),
  };
  if (options.parts.some((part) => ["http", "tls", "sockets"].includes(part))) {
    report = { ...report, ...(await measureSends(chosen, options)) };
  }
  if (options.parts.includes("bundle")) report = { ...report, bundle: await measureBundles(subjects) };
  if (options.parts.includes("import"))
    report = { ...report, import: await measureImports(subjects, importRounds, note) };
  note("");
  return report;
}

/** The parts that need a server. */
async function measureSends(
  chosen: readonly Contender[],
  options: Options,
): Promise<Pick<Report, "http" | "tls" | "sockets">> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "bench-"));
  const server = startChild(new URL("server.ts", import.meta.url));
  try {
    const { key, cert } = await makeCertificate();
    const authority = path.join(folder, "authority.pem");
    writeFileSync(authority, cert);
    const hub = "chat";
    const bodyLength = Buffer.byteLength(messageText);
    const ports = await server.ask<{ http: number; tls: number }>("start", { key, cert, hub, bodyLength });
    const target = (scheme: string, port: number): Target => ({
      endpoint: `${scheme}://127.0.0.1:${port}`,
      hub,
      key: "fake-access-key-for-benchmarks-only-0123456789+/==",
      authorization: `Bearer ${"x".repeat(250)}`,
    });
    const results: { -readonly [Part in "http" | "tls" | "sockets"]?: Report[Part] } = {};
    if (options.parts.includes("http")) {
      results.http = await measureThroughput(chosen, target("http", ports.http), server, options, {}, note);
    }
    if (options.parts.includes("tls")) {
      const env = { NODE_EXTRA_CA_CERTS: authority };
      results.tls = await measureThroughput(chosen, target("https", ports.tls), server, options, env, note);
    }
    if (options.parts.includes("sockets")) {
      results.sockets = await countSockets(chosen, target("http", ports.http), server);
    }
    return results as Pick<Report, "http" | "tls" | "sockets">;
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function write(report: Report, out: string): void {
  mkdirSync(out, { recursive: true });
  const files = { "bench.json": `${JSON.stringify(report, undefined, 2)}\n`, "bench.svg": drawChart(report) };
  for (const [name, content] of Object.entries(files)) {
    if (content === undefined) continue;
    writeFileSync(path.join(out, name), content);
    console.log(`Wrote ${path.relative(process.cwd(), path.join(out, name))}`);
  }
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options.help) {
    console.log(usage);
    return;
  }
  if (
    options.chart === undefined &&
    !installWhenStale(fileURLToPath(new URL("tools", import.meta.url)), "what is compared")
  )
    throw new Error("What is compared could not be installed. Check the network, then run: npm run bench");
  const report =
    options.chart === undefined ? await run(options) : (JSON.parse(readFileSync(options.chart, "utf8")) as Report);
  console.log(`\n${writeTables(report)}\n`);
  write(report, options.out ?? fileURLToPath(new URL("../../dist/benchmark", import.meta.url)));
}

try {
  await (process.argv[2] === "local-service" ? measureLocalService(process.argv.slice(3)) : main());
} catch (error) {
  const part = process.argv[2] === "local-service" ? "local-service " : "";
  console.error(`\n${(error as Error).message}\nThe options: npm run bench -- ${part}--help`);
  process.exitCode = 1;
}
