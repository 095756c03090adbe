/**
 * npm run bench -- local-service: how many messages the local service takes, and delivers, in a second. The service, its
 * subscribers and the sender are processes of their own.
 */
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { startChild } from "../childProcess.js";
import type { Child } from "../childProcess.js";
import { localUsage, readLocalOptions } from "./localOptions.js";
import type { LocalOptions } from "./localOptions.js";
import type { LocalTarget } from "./localTarget.js";
import { figure } from "./statistics.js";
import type { Figure } from "./statistics.js";

const ours = fileURLToPath(new URL("../../test/local-service", import.meta.url));

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

async function start(label: string, folder: string, startHere: StartChild): Promise<Contender> {
  const service = startHere("localServer.ts");
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

/** Starts one of the modules beside this one in a process of its own. */
type StartChild = (module: string) => Child;

/** Measures each build in turn with so many subscribers, and prints what that shows. */
async function compare(
  contenders: readonly Contender[],
  subscribers: number,
  { rounds, ...plan }: LocalOptions,
  startHere: StartChild,
): Promise<void> {
  const sender = startHere("localSender.ts");
  const slices = new Map<string, Slice[]>(contenders.map(({ label }) => [label, []]));
  const receivers = await Promise.all(
    contenders.map(async ({ target }) => {
      const child = startHere("localReceivers.ts");
      await child.ask("connect", { target, count: subscribers });
      return child;
    }),
  );
  for (let round = -1; round < rounds; round += 1) {
    for (const [index, contender] of contenders.entries()) {
      const children = { receivers: receivers[index] as Child, sender };
      const slice = await measure(contender, children, { ...plan, subscribers });
      // The first round is for warming up.
      if (round >= 0) slices.get(contender.label)?.push(slice);
    }
  }
  await Promise.all([sender, ...receivers].map((child) => child.stop()));
  print(subscribers, slices);
}

function print(subscribers: number, slices: ReadonlyMap<string, readonly Slice[]>): void {
  console.log(`${subscribers} ${subscribers === 1 ? "subscriber" : "subscribers"}`);
  for (const [label, measured] of slices) {
    const of = (name: keyof Slice): string => spread(figure(measured.map((slice) => slice[name])));
    console.log(
      `  ${label.padEnd(16)} ${of("sends")} sends/s, ${of("deliveries")} deliveries/s, ${of("cpu")} us of the service's processor time for a send`,
    );
  }
  const [now = [], other] = [...slices.values()];
  if (other === undefined) return;
  const ratio = figure(now.map(({ deliveries }, index) => deliveries / (other[index] as Slice).deliveries));
  console.log(
    `  ratio            ${ratio.median.toFixed(2)} (${ratio.least.toFixed(2)} to ${ratio.most.toFixed(2)}), round by round`,
  );
}

/** @param args - what follows `local-service` */
export async function measureLocalService(args: readonly string[]): Promise<void> {
  const options = readLocalOptions(args);
  if (options.help) {
    console.log(localUsage);
    return;
  }
  const { inFlight, seconds, rounds, beside } = options;
  const children: Child[] = [];
  const startHere: StartChild = (module) => {
    const child = startChild(new URL(module, import.meta.url));
    children.push(child);
    return child;
  };
  try {
    const contenders = [await start("this build", ours, startHere)];
    if (beside !== undefined) contenders.push(await start("the other build", path.resolve(beside), startHere));
    console.log(
      `Node.js ${process.versions.node}, ${inFlight} sends in flight, ${rounds} rounds of ${seconds} s, medians (least to most)\n`,
    );
    for (const subscribers of options.subscribers) await compare(contenders, subscribers, options, startHere);
  } finally {
    // Those that go on would keep this process alive.
    await Promise.all(children.map((child) => child.stop()));
  }
}
