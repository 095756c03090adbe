import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const suite = "test/local-service/test/newestClient.test.ts";

/** How many of the judges' checks passed, and what the others said. */
export interface Verdict {
  readonly passed: number;
  readonly problems: readonly string[];
}

/**
 * Has the newest published client and middleware judge the local service. They ask for Node 22, and the other tests run on
 * whichever Node runs them.
 *
 * @param node - the program
 */
export function judgeLocalService(node: string): Verdict {
  const jest = path.join(path.dirname(createRequire(import.meta.url).resolve("jest/package.json")), "bin/jest.js");
  const args = ["--experimental-vm-modules", "--no-warnings", jest, suite, "--json", "--reporters=default"];
  const { stdout, stderr, error } = spawnSync(node, args, { cwd: root, encoding: "utf8", timeout: 120_000 });
  if (error !== undefined) return { passed: 0, problems: [error.message] };
  let report: JestReport;
  try {
    report = JSON.parse(stdout.slice(stdout.indexOf("{"))) as JestReport;
  } catch {
    return { passed: 0, problems: [stderr.trim().split("\n").at(-1) ?? "the suite did not report"] };
  }
  const problems = report.testResults.flatMap(({ assertionResults, message }) => {
    const failed = assertionResults.filter(({ status }) => status !== "passed").map(({ fullName }) => fullName);
    return failed.length > 0 || assertionResults.length > 0 ? failed : [message.trim().split("\n")[0] ?? suite];
  });
  return { passed: report.numPassedTests, problems };
}

/** The part of Jest's report that is read. */
interface JestReport {
  readonly numPassedTests: number;
  readonly testResults: readonly {
    readonly message: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}
