/**
 * npm run bench -- local-service: how many messages the local service takes, and delivers, in a second. The service, its
 * subscribers and the sender are processes of their own.
 */
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { startChild } from "../childProcess.js";
import type { Child } from "../childProcess.js";
import type { LocalTarget } from "./localTarget.js";
import { figure } from "./statistics.js";
import type { Figure } from "./statistics.js";

const ours = fileURLToPath(new URL("../../test/local-service", import.meta.url));

const usage = `Usage: npm run bench -- local-service [options]

  --subscribers <list>  how many clients are in the group; 1,100,1000 by default
  --in-flight <number>  how many sends are in flight; 64 by default
  --seconds <number>    the length of each measurement; 2 by default
  --rounds <number>     how often each is measured; 5 by default
  --beside <folder>     another build of the package, which is measured in turn with this one`;

/** What one measurement shows. */
interface Slice {
  readonly sends: number;
  readonly deliveries: number;
  /** Processor time of the service for one send, in microseconds. */
  readonly cpu: number;
}

/** One of the builds that are measured, with all that runs for it. */
interface Contender {
  readonly label: string;
  readonly service: Child;
  readonly target: LocalTarget;
}

async function start(label: string, folder: string): Promise<Contender> {
  const service = startChild(new URL("localServer.ts", import.meta.url));
  const { endpoint, connectionString } = await service.ask<Record<"endpoint" | "connectionString", string>>(
    "start",
    folder,
  );
  const key = /AccessKey=([^;]+)/.exec(connectionString)?.[1] ?? "";
  return { label, service, target: { endpoint, key } };
}

/** Sends for a while, waits until everything has arrived, and fails where something has not. */
async function measure(
  { service, target }: Contender,
  { receivers, sender }: { receivers: Child; sender: Child },
  { subscribers, inFlight, seconds }: { subscribers: number; inFlight: number; seconds: number },
): Promise<Slice> {
  const [before, cpu] = [await receivers.ask<number>("received"), await service.ask<number>("cpu")];
  const started = performance.now();
  const { sent, milliseconds } = await sender.ask<{ sent: number; milliseconds: number }>("send", {
    target,
    inFlight,
    seconds,
  });
  const expected = sent * subscribers;
  let received = 0;
  while (performance.now() - started < seconds * 1000 + 30_000) {
    received = (await receivers.ask<number>("received")) - before;
    if (received >= expected) break;
    await pause(2);
  }
  const elapsed = performance.now() - started;
  if (received !== expected) throw new Error(`${expected} messages should have arrived; ${received} have.`);
  return {
    sends: (sent / milliseconds) * 1000,
    // The time until the last one has arrived, not only until the last one was sent.
    deliveries: (received / elapsed) * 1000,
    cpu: ((await service.ask<number>("cpu")) - cpu) / sent,
  };
}

const spread = ({ median, least, most }: Figure): string =>
  `${median.toFixed(0)} (${least.toFixed(0)} to ${most.toFixed(0)})`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    args: process.argv.slice(2).filter((argument) => argument !== "local-service"),
    options: {
      subscribers: { type: "string", default: "1,100,1000" },
      "in-flight": { type: "string", default: "64" },
      seconds: { type: "string", default: "2" },
      rounds: { type: "string", default: "5" },
      beside: { type: "string" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    return;
  }
  const [inFlight, seconds, rounds] = [values["in-flight"], values.seconds, values.rounds].map(Number) as [
    number,
    number,
    number,
  ];
  const counts = values.subscribers.split(",").map(Number);
  if (![inFlight, seconds, rounds, ...counts].every((value) => value > 0))
    throw new TypeError("All numbers must be greater than 0.");
  const contenders = [await start("this build", ours)];
  if (values.beside !== undefined) contenders.push(await start("the other build", path.resolve(values.beside)));
  const sender = startChild(new URL("localSender.ts", import.meta.url));
  console.log(
    `Node.js ${process.versions.node}, ${inFlight} sends in flight, ${rounds} rounds of ${seconds} s, medians (least to most)\n`,
  );
  for (const subscribers of counts) {
    const slices = new Map<string, Slice[]>(contenders.map(({ label }) => [label, []]));
    const receivers = await Promise.all(
      contenders.map(async ({ target }) => {
        const child = startChild(new URL("localReceivers.ts", import.meta.url));
        await child.ask("connect", { target, count: subscribers });
        return child;
      }),
    );
    for (let round = -1; round < rounds; round += 1) {
      for (const [index, contender] of contenders.entries()) {
        const children = { receivers: receivers[index] as Child, sender };
        const slice = await measure(contender, children, { subscribers, inFlight, seconds });
        // The first round is for warming up.
        if (round >= 0) slices.get(contender.label)?.push(slice);
      }
    }
    for (const child of receivers) await child.stop();
    console.log(`${subscribers} ${subscribers === 1 ? "subscriber" : "subscribers"}`);
    for (const [label, measured] of slices) {
      const of = (name: keyof Slice): Figure => figure(measured.map((slice) => slice[name]));
      console.log(
        `  ${label.padEnd(16)} ${spread(of("sends"))} sends/s, ${spread(of("deliveries"))} deliveries/s, ${spread(of("cpu"))} us of the service's processor time for a send`,
      );
    }
    const [now = [], other] = [...slices.values()];
    if (other !== undefined) {
      const ratio = figure(now.map(({ deliveries }, index) => deliveries / (other[index] as Slice).deliveries));
      console.log(
        `  ratio            ${ratio.median.toFixed(2)} (${ratio.least.toFixed(2)} to ${ratio.most.toFixed(2)}), round by round`,
      );
    }
  }
  await sender.stop();
  for (const { service } of contenders) await service.stop();
}

export { main as measureLocalService };
