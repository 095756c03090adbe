/**
 * npm run test:runtimes: the suite on every runtime, once with the Azure core packages of the lock file and once with the
 * newest that npm picks. `-- --only deno,workerd` and `-- --with newest` run a part.
 */
import { parseArgs } from "node:util";
import { installWhenStale } from "../../scripts/bootstrap/installWhenStale.mjs";
import { judgeLocalService } from "./judges.js";
import { makeProject } from "./project.js";
import type { Choice, Project } from "./project.js";
import { locate, runtimes, toolsFolder, versionOf } from "./runtimes.js";
import type { Runtime } from "./runtimes.js";
import { setScene } from "./scene.js";
import type { Outcome } from "./suite/setting.js";

const choices: Choice[] = ["locked", "newest"];
const isCi = (process.env["CI"] ?? "") !== "" && process.env["CI"] !== "false";

const asked = readArguments();
if (!installWhenStale(toolsFolder, "the runtimes"))
  console.log("The runtimes could not be installed; what is there is used.");

const totals = { passed: 0, failed: 0, skipped: 0 };
const failedRuns = new Set<string>();
for (const choice of asked.choices) {
  const project = await prepare(choice);
  if (project === undefined) continue;
  for (const runtime of asked.runtimes) await runOne(runtime, choice, project);
  project.remove();
}
const judging = asked.runtimes.find(({ id }) => id === "node22");
if (judging !== undefined && asked.choices.includes("locked")) runJudges(judging);

const skipped = totals.skipped > 0 ? `, ${totals.skipped} skipped` : "";
for (const command of failedRuns) console.log(`\nOnce more: ${command}`);
console.log(`\n${totals.passed} passed, ${totals.failed} failed${skipped}`);
process.exitCode = totals.failed > 0 || (isCi && totals.skipped > 0) ? 1 : 0;

function readArguments(): { choices: Choice[]; runtimes: Runtime[] } {
  const options = { only: { type: "string" }, with: { type: "string" } } as const;
  try {
    const { values } = parseArgs({ options });
    return {
      choices: choices.filter(isAsked(values.with, choices, "--with")),
      runtimes: runtimes.filter(({ id }) =>
        isAsked(
          values.only,
          runtimes.map((runtime) => runtime.id),
          "--only",
        )(id),
      ),
    };
  } catch (error) {
    console.error((error as Error).message);
    process.exit(2);
  }
}

function isAsked(value: string | undefined, known: readonly string[], option: string): (name: string) => boolean {
  const names = value?.split(",") ?? known;
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new TypeError(`${option} takes ${known.join(", ")}; "${unknown}" is none of them.`);
  return (name) => names.includes(name);
}

async function prepare(choice: Choice): Promise<Project | undefined> {
  try {
    const newestNode = runtimes.find(({ id }) => id === "node24");
    const project = await makeProject(choice, (newestNode && locate(newestNode)) ?? process.execPath);
    console.log(`\nWith the ${choice === "locked" ? "locked" : "newest"} Azure core packages: ${project.versions}`);
    return project;
  } catch (error) {
    console.log(`\nWith the ${choice} Azure core packages: could not be installed.\n  ${(error as Error).message}`);
    totals.failed += 1;
    failedRuns.add(`npm run test:runtimes -- --with ${choice}`);
    return undefined;
  }
}

async function runOne(runtime: Runtime, choice: Choice, project: Project): Promise<void> {
  const line = (version: string, result: string) =>
    console.log(`  ${runtime.name.padEnd(9)} ${version.padEnd(17)} ${result}`);
  if (choice === "newest" && runtime.lockedOnly !== undefined) {
    line("", `not with these: ${runtime.lockedOnly}`);
    return;
  }
  const command = locate(runtime);
  if (command === undefined) {
    totals.skipped += 1;
    line("", `skipped: it is not installed. ${runtime.repair}`);
    return;
  }
  const start = performance.now();
  const outcomes = await runSuiteOn(runtime, command, project);
  const problems = outcomes.filter(({ problem }) => problem !== undefined);
  totals.passed += outcomes.length - problems.length;
  totals.failed += problems.length;
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  line(versionOf(command), `${outcomes.length - problems.length} of ${outcomes.length} checks, ${seconds} s`);
  for (const { name, problem } of problems) console.log(`    ${name}: ${problem}`);
  if (problems.length > 0) failedRuns.add(`npm run test:runtimes -- --with ${choice} --only ${runtime.id}`);
}

function runJudges(runtime: Runtime): void {
  console.log("\nThe local service, judged by the newest published client and middleware, which ask for Node 22");
  const command = locate(runtime);
  // That it is missing has been said and counted above.
  if (command === undefined) return;
  const { passed, problems } = judgeLocalService(command);
  totals.passed += passed;
  totals.failed += problems.length;
  console.log(
    `  ${runtime.name.padEnd(9)} ${versionOf(command).padEnd(17)} ${passed} of ${passed + problems.length} checks`,
  );
  for (const problem of problems) console.log(`    ${problem}`);
  if (problems.length > 0) failedRuns.add(`npm run test:runtimes -- --with locked --only ${runtime.id}`);
}

async function runSuiteOn(runtime: Runtime, command: string, project: Project): Promise<Outcome[]> {
  const scene = await setScene();
  try {
    const report = await runtime.run(command, scene, project);
    return [...report.outcomes, ...(await scene.verify(report, runtime.rules))];
  } catch (error) {
    return [{ name: "runs", problem: (error as Error).message }];
  } finally {
    await scene.close();
  }
}
