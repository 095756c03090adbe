import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test } from "@jest/globals";
import { drawChart } from "../chart.js";
import { readLocalOptions } from "../localOptions.js";
import { readOptions } from "../options.js";
import type { Report } from "../report.js";
import { figure } from "../statistics.js";
import { writeTables } from "../table.js";

/** A report of two contenders, with figures that stand nowhere else. */
function report(): Report {
  const measure = (contender: string, inFlight: number, ratio: number) => {
    const one = figure([1]);
    return { contender, inFlight, rate: one, ratio: figure([ratio]), cpu: one, p50: one, p99: one, gc: one };
  };
  const measurements = [
    measure("ours", 1, 0.81),
    measure("ours", 16, 0.62),
    measure("undici", 1, 1),
    measure("undici", 16, 1),
  ];
  return {
    date: "2026-11-28T10:00:00.000Z",
    machine: { node: "20.0.0", platform: "linux x64", cpu: "some", cores: 2 },
    plan: { rounds: 3, seconds: 1, inFlight: [1, 16] },
    contenders: { ours: { label: "ours & <only>", isOurs: true }, undici: { label: "undici", isOurs: false } },
    http: { measurements, memory: { ours: { heap: 2 ** 20, peak: 3 * 2 ** 20 } } },
  };
}

test.each([
  [[3, 1, 2], { median: 2, least: 1, most: 3 }],
  [[4, 1, 2, 3], { median: 2.5, least: 1, most: 4 }],
  [[5], { median: 5, least: 5, most: 5 }],
])("the middle of %p", (values, expected) => {
  expect(figure(values)).toEqual(expected);
});

describe("the chart", () => {
  test("shows each ratio of the report as a bar of that length, the fastest first", () => {
    const svg = drawChart(report()) as string;
    const bars = [...svg.matchAll(/<rect [^>]*y="([\d.]+)" width="([\d.]+)"[^>]*class="([^"]+)"/g)];
    expect(bars.map(([, , , kind]) => kind)).toEqual(["bar", "bar own", "bar", "bar own"]);
    const widths = bars.map(([, , width]) => Number(width));
    expect(widths.map((width) => (width / (widths[0] as number)).toFixed(2))).toEqual(["1.00", "0.81", "1.00", "0.62"]);
    for (const text of ["0.81", "0.62", "1 in flight", "16 in flight", "Node 20.0.0", "2026-11-28"])
      expect(svg).toContain(text);
  });

  test("is well-formed whatever a label holds", () => {
    expect(drawChart(report())).toContain("ours &#38; &#60;only&#62;");
  });

  test("is left out where nothing was measured", () => {
    const { http: _, ...rest } = report();
    expect(drawChart(rest)).toBeUndefined();
  });
});

test("the table holds the figures", () => {
  expect(writeTables(report())).toMatch(/ours & <only> +1 +1 +0\.81 +0\.81 to 0\.81 .* 1\.0 +3\.0$/m);
});

describe("the options", () => {
  test("choose parts and contenders", () => {
    expect(readOptions(["--only", "http,ours", "--seconds", "2"])).toMatchObject({
      parts: ["http"],
      contenders: ["ours"],
      seconds: 2,
    });
    expect(readOptions(["--only", "ours"]).parts).toHaveLength(5);
  });

  test.each([
    ["--only", "nobody"],
    ["--seconds", "0"],
    ["--rounds", "many"],
    ["--in-flight", "1,-1"],
  ])("refuse %s %s", (option, value) => {
    expect(() => readOptions([option, value])).toThrow(option);
  });
});

describe("the benchmark of the local service", () => {
  test.each([
    ["--subscribers", "1,x"],
    ["--in-flight", "0"],
    ["--seconds", "-1"],
    ["--rounds", ""],
  ])("refuses %s %s", (option, value) => {
    expect(() => readLocalOptions([`${option}=${value}`])).toThrow(`${option} must be a number greater than 0`);
  });

  test("ends with what it has started where it cannot be made", async () => {
    const program = fileURLToPath(new URL("../bench.ts", import.meta.url));
    const args = ["--import", "tsx", program, "local-service", "--beside", "/nowhere"];
    const env = { ...process.env, NODE_OPTIONS: "" };
    await expect(promisify(execFile)(process.execPath, args, { env, timeout: 40_000 })).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining("'/nowhere/dist/index.js'"),
    });
  }, 45_000);
});
