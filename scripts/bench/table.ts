import type { BundleSize } from "./bundleSize.js";
import type { Report } from "./report.js";
import { burst } from "./sockets.js";
import type { Figure } from "./statistics.js";
import { subjects } from "./subjects.js";
import type { Throughput } from "./throughput.js";

/** Writes a report as tables for the terminal. */
export function writeTables(report: Report): string {
  const sections = [
    ["Sends over HTTP, beside raw undici in the same round", report.http && throughput(report, report.http)],
    ["Sends over TLS, beside raw undici in the same round", report.tls && throughput(report, report.tls)],
    [`Connections for ${burst} sends at once`, report.sockets && sockets(report)],
    ["One send as a bundle, dependencies included, minified and gzipped", report.bundle && bundles(report)],
    ["Import of the ES module in a new process, beside core-client", report.import && imports(report)],
  ] as const;
  return sections
    .filter(([, rows]) => rows !== undefined)
    .map(([title, rows]) => `${title}\n\n${align(rows as string[][])}`)
    .join("\n\n");
}

function throughput(report: Report, { measurements, memory }: Throughput): string[][] {
  const head = [
    "",
    "in flight",
    "req/s",
    "ratio",
    "least to most",
    "us cpu",
    "p50 ms",
    "p99 ms",
    "gc",
    "heap MB",
    "peak MB",
  ];
  return [
    head,
    ...measurements.map(({ contender, inFlight, rate, ratio, cpu, p50, p99, gc }, index) => {
      const isFirst = measurements[index - 1]?.contender !== contender;
      const held = isFirst ? memory[contender] : undefined;
      return [
        isFirst ? labelOf(report, contender) : "",
        String(inFlight),
        rate.median.toFixed(0),
        ratio.median.toFixed(2),
        spread(ratio, 2),
        cpu.median.toFixed(0),
        p50.median.toFixed(2),
        p99.median.toFixed(2),
        `${(gc.median * 100).toFixed(1)} %`,
        held === undefined ? "" : megabytes(held.heap),
        held === undefined ? "" : megabytes(held.peak),
      ];
    }),
  ];
}

const sockets = (report: Report): string[][] =>
  Object.entries(report.sockets ?? {}).map(([name, count]) => [labelOf(report, name), String(count)]);

const bundles = (report: Report): string[][] => [
  ["", "browser", "Node"],
  ...Object.entries(report.bundle ?? {}).map(([name, { browser, node }]) => [
    subjectLabel(name),
    kilobytes(browser),
    kilobytes(node),
  ]),
];

const imports = (report: Report): string[][] => [
  ["", "ms", "least to most", "ratio"],
  ...Object.entries(report.import ?? {}).map(([name, { time, ratio }]) => [
    subjectLabel(name),
    time.median.toFixed(0),
    spread(time, 0),
    ratio.median.toFixed(2),
  ]),
];

const labelOf = (report: Report, name: string): string => report.contenders[name]?.label ?? name;

const subjectLabel = (name: string): string => subjects.find((subject) => subject.name === name)?.label ?? name;

const spread = ({ least, most }: Figure, digits: number): string =>
  `${least.toFixed(digits)} to ${most.toFixed(digits)}`;

const megabytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(1);

const kilobytes = (size: BundleSize | { failed: string }): string =>
  "failed" in size ? size.failed : `${(size.gzipped / 1000).toFixed(1)} KB`;

/** The first column to the left, the others to the right. */
export function align(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  return rows
    .map((row) =>
      row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))),
    )
    .map((cells) => `  ${cells.join("  ").trimEnd()}`)
    .join("\n");
}
