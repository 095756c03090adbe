import type { Report } from "../suite/setting.js";
import type { Run } from "../runtimes.js";
import { runProgram } from "../runProgram.js";

/** Runs the suite as a program, which must end by itself and write nothing but its report. */
export function runAsProgram(...flags: string[]): Run {
  return async (command, { setting }, { folder }) => {
    const env = { PATH: process.env["PATH"], HOME: folder, NO_COLOR: "1" };
    const stdout = await runProgram(command, [...flags, "program.js", JSON.stringify(setting)], { cwd: folder, env });
    return JSON.parse(stdout) as Report;
  };
}
