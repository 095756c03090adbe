import { reference } from "./contenders.js";
import type { Report } from "./report.js";

const width = 860;
const labelWidth = 214;
const panelGap = 28;
const barHeight = 16;
const rowHeight = 26;
const top = 78;

/** Colours by the reader's own setting, through the classes below. */
const style = `
  text { font: 13px system-ui, "Segoe UI", Helvetica, Arial, sans-serif; fill: #3b3f46; }
  .title { font-size: 16px; font-weight: 600; fill: #1d2025; }
  .note, .value { font-size: 12px; fill: #6a707a; }
  .ours { font-weight: 600; fill: #1d2025; }
  .bar { fill: #c3c8d0; }
  .bar.own { fill: #2f6fde; }
  .spread { stroke: #6a707a; stroke-width: 1; }
  .line { stroke: #9aa1ac; stroke-width: 1; stroke-dasharray: 3 3; }
  @media (prefers-color-scheme: dark) {
    text { fill: #c6ccd6; }
    .title, .ours { fill: #f2f4f7; }
    .note, .value { fill: #98a0ad; }
    .bar { fill: #4b525e; }
    .bar.own { fill: #6ea2ff; }
    .spread { stroke: #98a0ad; }
    .line { stroke: #6a7280; }
  }`;

/**
 * Draws how many requests in a second each contender sends over HTTP, as a share of what raw undici sends: one panel for each
 * number of requests in flight.
 *
 * @returns an SVG document, or nothing where the report has no such figures
 */
export function drawChart(report: Report): string | undefined {
  if (report.http === undefined) return undefined;
  const { measurements } = report.http;
  const levels = report.plan.inFlight;
  const first = measurements.filter(({ inFlight }) => inFlight === levels[0]);
  const names = first.sort((a, b) => b.ratio.median - a.ratio.median).map(({ contender }) => contender);
  const most = Math.max(1, ...measurements.map(({ ratio }) => ratio.median));
  const panelWidth = (width - labelWidth - 24) / levels.length - panelGap;
  // Room for the figure behind the longest bar.
  const scale = (panelWidth - 34) / most;
  const bottom = top + names.length * rowHeight;
  const y = (row: number): number => top + row * rowHeight + (rowHeight - barHeight) / 2;
  const text = (x: number, at: number, content: string, kind = "", anchor = "start"): string =>
    `<text x="${x.toFixed(1)}" y="${at.toFixed(1)}" class="${kind}" text-anchor="${anchor}">${escape(content)}</text>`;

  const labels = names.map((name, row) => {
    const { label = name, isOurs = false } = report.contenders[name] ?? {};
    return text(labelWidth, y(row) + 12.5, label, isOurs ? "ours" : "", "end");
  });
  const panels = levels.map((level, column) => {
    const left = labelWidth + 14 + column * (panelWidth + panelGap);
    const bars = names.map((name, row) => {
      const found = measurements.find(({ contender, inFlight }) => contender === name && inFlight === level);
      if (found === undefined) return "";
      const { median } = found.ratio;
      const own = report.contenders[name]?.isOurs === true;
      return (
        `<rect x="${left.toFixed(1)}" y="${y(row)}" width="${(median * scale).toFixed(1)}" height="${barHeight}" rx="2" class="bar${own ? " own" : ""}"/>` +
        text(left + median * scale + 6, y(row) + 12.5, median.toFixed(2), own ? "ours" : "value")
      );
    });
    const one = (left + scale).toFixed(1);
    const line = `<line x1="${one}" x2="${one}" y1="${top - 4}" y2="${bottom}" class="line"/>`;
    return [text(left, top - 14, `${level} in flight`, "note"), line, ...bars].join("\n  ");
  });
  const { node, cores } = report.machine;
  const title = `Sends per second, as a share of ${report.contenders[reference]?.label ?? reference}`;
  const note = `Medians of ${report.plan.rounds} interleaved rounds over loopback HTTP, Node ${node}, ${cores} cores, ${report.date.slice(0, 10)}. Longer is faster.`;
  const height = bottom + 40;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escape(title)}">
  <style>${style}
  </style>
  ${text(16, 28, title, "title")}
  ${[...labels, ...panels].join("\n  ")}
  ${text(16, bottom + 24, note, "note")}
</svg>
`;
}

const escape = (text: string): string => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
