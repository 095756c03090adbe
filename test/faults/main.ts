/**
 * npm run test:faults: thousands of calls to a server that breaks in every way that we know of. Each call must end once,
 * and truthfully; nothing may be carried out twice that must not be; and nothing may be left behind.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { makeCertificate } from "../../scripts/certificate.js";
import type { Certificate } from "../../scripts/certificate.js";
import { startChild } from "../../scripts/childProcess.js";
import { flagsFor } from "../support/builtTransports.js";
import type { Transport } from "../support/builtTransports.js";
import type { Breach, News, Result, Task } from "./caller.js";
import { readOptions, usage } from "./options.js";
import type { Options } from "./options.js";
import { writeBreaches, writeClean } from "./breaches.js";

/** One in so many calls has a port of its own. */
const specialShare = 10;

/** How long a process may take to end when nothing holds it. */
const timeToEnd = 10_000;

async function runTransport(
  transport: Transport,
  { seed, calls, only, parallel }: Options,
  certificate: Certificate,
  authority: string,
): Promise<Breach[]> {
  const breaches: Breach[] = [];
  const one = only === undefined ? undefined : Number(only.replace("special-", ""));
  const specials = Math.ceil(calls / specialShare);
  const range = (isSpecial: boolean, all: number): [number, number] =>
    one === undefined ? [0, all] : only?.startsWith("special-") === isSpecial ? [one, one + 1] : [0, 0];
  const task: Task = {
    transport,
    seed,
    cases: range(false, calls - specials),
    specials: range(true, specials),
    parallel,
    certificate,
  };
  let done = 0;
  let shown = 0;
  const child = startChild(new URL("caller.ts", import.meta.url), {
    nodeFlags: ["--expose-gc", ...flagsFor(transport)],
    env: { NODE_EXTRA_CA_CERTS: authority },
    onNews: (news) => {
      const told = news as News;
      if ("breach" in told) breaches.push(told.breach);
      else if ("done" in told) {
        done = told.done;
        const tenth = Math.floor((done / calls) * 10);
        if (tenth > shown && calls >= 1000)
          console.log(`  ${transport}: ${(shown = tenth) * 10} %, ${breaches.length} breaches`);
      }
    },
  });
  try {
    const result = await child.ask<Result>("run", task);
    await child.ask("letGo");
    const kept = await Promise.race([
      child.ended.then(() => false),
      new Promise<boolean>((resolve) => setTimeout(() => resolve(true), timeToEnd).unref()),
    ]);
    if (kept) breaches.push({ text: "the process did not end: something that a call has left behind holds it" });
    const { answers, errors, arrivals, heap, seconds } = result;
    const megabytes = heap.map((bytes) => (bytes / 2 ** 20).toFixed(1));
    console.log(
      `${transport}: ${result.calls} calls in ${seconds.toFixed(1)} s, ${arrivals} arrivals, ${answers} answers, ${errors} errors, memory ${megabytes.join(" to ")} MB, ${breaches.length} breaches`,
    );
  } catch (error) {
    breaches.push({ text: `the process came to an end after ${done} calls: ${(error as Error).message.slice(-600)}` });
  } finally {
    await child.stop();
  }
  return breaches;
}

async function main(): Promise<boolean> {
  const options = readOptions(process.argv.slice(2));
  if (options.help) {
    console.log(usage);
    return true;
  }
  const certificate = await makeCertificate();
  const folder = mkdtempSync(path.join(os.tmpdir(), "faults-"));
  const authority = path.join(folder, "authority.pem");
  writeFileSync(authority, certificate.cert);
  console.log(`Faults with seed ${options.seed}`);
  let isClean = true;
  try {
    for (const transport of options.transports) {
      const breaches = await runTransport(transport, options, certificate, authority);
      if (breaches.length === 0) continue;
      isClean = false;
      console.log(writeBreaches(breaches, { transport, seed: options.seed }));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  console.log(
    isClean
      ? writeClean(options.only === undefined ? options.calls : 1)
      : `\nThere were breaches. The same calls again: npm run test:faults -- --seed ${options.seed} --calls ${options.calls}`,
  );
  return isClean;
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  console.error(`${(error as Error).message}\n\n${usage}`);
  process.exitCode = 1;
}
