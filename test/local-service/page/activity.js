/** What handlers were asked and what was refused, and what of all that is to be seen. */

/** @typedef {import("../src/page/recentActivity.js").RecentActivity} RecentActivity */

/** @type {RecentActivity[]} Newest first. */
let activity = [];

/** @param {number} milliseconds */
const took = (milliseconds) => (milliseconds < 1000 ? `${milliseconds} ms` : `${(milliseconds / 1000).toFixed(1)} s`);

/** A status, or what stands for it, and whether it is a good one. @param {string} text @param {"good" | "bad" | "warn"} kind */
const badge = (text, kind) => element("span", { class: "badge", "data-state": kind }, text);

/** @param {{ hub: string, userId?: string | undefined, connectionId: string }} client */
const whose = ({ hub, userId, connectionId }) => `${hub} · ${shortName(userId ?? `connection ${connectionId}`)}`;

/** @param {HTMLElement} item @param {RecentActivity} entry */
function fillActivity(item, entry) {
  item.className = "card";
  const [mark, title, ...facts] = describeActivity(entry);
  const shown = facts.filter((fact) => fact !== "").map((fact) => element("span", {}, fact));
  item.replaceChildren(
    element("div", { class: "facts" }, timeOf(entry.at), mark, element("strong", {}, title), ...shown),
    ...exchangeOf(entry),
    ...faultsOf(entry),
  );
}

/** Why something failed or was refused, where that is known. @param {RecentActivity} entry */
function faultsOf(entry) {
  const fault = "error" in entry ? entry.error : "reason" in entry ? entry.reason : undefined;
  return fault === undefined ? [] : [element("p", { class: "fault" }, fault)];
}

/** What a handler was sent and what it answered, as far as there is something to read. @param {RecentActivity} entry */
function exchangeOf(entry) {
  if (entry.type !== "handlerCall") return [];
  const lines = [
    ...(entry.sent === undefined ? [] : [`→ ${entry.sent}`]),
    ...(entry.answered === undefined ? [] : [`← ${entry.answered}`]),
  ];
  return lines.length > 0 ? [element("pre", {}, lines.join("\n"))] : [];
}

/** @param {RecentActivity} entry @returns {[HTMLElement, string, ...string[]]} */
function describeActivity(entry) {
  if (entry.type === "request")
    return [badge(String(entry.status), entry.status >= 500 ? "bad" : "warn"), entry.method, shortName(entry.path)];
  if (entry.type === "unhandledEvent")
    return [badge("nobody", "warn"), entry.event, whose(entry), "no handler wants it"];
  if (entry.type === "handlerCallPending") {
    const { status, event, handler, attempts, retryIn } = entry;
    const next = retryIn === undefined ? "no answer yet" : `again in ${retryIn / 1000} s`;
    const validation = attempts === 0 ? "validation" : "";
    return [badge(String(status ?? "waiting"), "warn"), event, whose(entry), `→ ${handler}`, validation, next];
  }
  const { status, error, event, handler, duration, attempts } = entry;
  const isGood = error === undefined && status !== undefined && status < 300;
  return [
    badge(String(status ?? "none"), isGood ? "good" : "bad"),
    event,
    whose(entry),
    `→ ${handler}`,
    `in ${took(duration)}`,
    attempts > 1 ? `${attempts} attempts` : "",
  ];
}

/** Those entries in which the words of the filter are, whatever their letter case. @template Entry @param {Entry[]} entries */
function filtered(entries) {
  const words = /** @type {HTMLInputElement} */ (byId("filter")).value.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return entries;
  return entries.filter((entry) => {
    const text = JSON.stringify(entry).toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

byId("filter").addEventListener("input", () => render());
byId("clear").addEventListener("click", () => {
  messages = [];
  activity = [];
  render();
});
