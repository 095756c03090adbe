/** What hubs and their connections look like. */

/** @typedef {import("../src/page/pageState.js").ShownHub} ShownHub */
/** @typedef {import("../src/page/pageState.js").ShownConnection} ShownConnection */

/**
 * A button that makes the form send to somebody.
 *
 * @param {string} look
 * @param {string} text
 * @param {{ hub: string, target: string, name?: string }} to
 */
function pick(look, text, { hub, target, name = "" }) {
  const whom = target === "all" ? "everybody" : `${target} ${name}`;
  const button = element("button", { type: "button", class: `pick ${look}`, title: `Send to ${whom} in ${hub}` }, text);
  button.addEventListener("click", () => {
    fields.hub.value = hub;
    fields.target.value = target;
    fields.name.value = name;
    showName();
    fields.body.focus();
  });
  return button;
}

/** @param {HTMLElement} article @param {ShownHub} hub */
function fillHub(article, hub) {
  if (article.childElementCount === 0) {
    article.className = "card";
    const head = ["User", "Connection", "Subprotocol", "Groups", "Since"].map((title) =>
      element("th", { role: "columnheader", scope: "col" }, title),
    );
    article.append(
      element(
        "div",
        { class: "hub-head" },
        element("h3", {}, pick("plain", hub.name, { hub: hub.name, target: "all" })),
        element("span", { class: "quiet" }),
      ),
      element("ul", { class: "chips", role: "list", "aria-label": `Groups of ${hub.name}` }),
      element(
        "div",
        { class: "scroll", tabindex: "0", role: "region", "aria-label": `Connections of ${hub.name}` },
        element(
          "table",
          { role: "table" },
          element("thead", { role: "rowgroup" }, element("tr", { role: "row" }, ...head)),
          element("tbody", { role: "rowgroup" }),
        ),
      ),
    );
  }
  const part = (/** @type {string} */ name) => /** @type {Element} */ (article.querySelector(name));
  const [counts, chips, rows] = [part("span"), part("ul"), part("tbody")];
  const [newest, largest] = [hub.connections.length, hub.groups.length];
  counts.textContent = [
    counted(hub.connectionCount, "connection") +
      (newest < hub.connectionCount ? ` (the newest ${newest} are shown)` : ""),
    counted(hub.groupCount, "group") + (largest < hub.groupCount ? ` (the largest ${largest} are shown)` : ""),
  ].join(", ");
  sync(
    chips,
    "li",
    hub.groups,
    ({ name }) => name,
    (item, { name, size }) =>
      item.replaceChildren(pick("", `${shortName(name)} · ${size}`, { hub: hub.name, target: "group", name })),
  );
  sync(
    rows,
    "tr",
    hub.connections,
    ({ id }) => id,
    (row, connection) => fillConnection(row, hub.name, connection),
  );
}

/** @param {HTMLElement} row @param {string} hub @param {ShownConnection} connection */
function fillConnection(row, hub, { id, userId, subprotocol, since, isLost, groups, groupCount }) {
  row.setAttribute("role", "row");
  const cell = (/** @type {string} */ label, /** @type {(Node | string)[]} */ ...children) =>
    element("td", { role: "cell", "data-label": label }, element("div", {}, ...children));
  const chips = groups.map((name) => pick("", shortName(name), { hub, target: "group", name }));
  const more = groupCount > groups.length ? [`and ${groupCount - groups.length} more`] : [];
  row.replaceChildren(
    cell(
      "User",
      userId === undefined
        ? element("span", { class: "quiet" }, "anonymous")
        : pick("plain", shortName(userId), { hub, target: "user", name: userId }),
    ),
    cell("Connection", pick("plain mono", id, { hub, target: "connection", name: id })),
    cell("Subprotocol", subprotocol === undefined ? none() : shortened(subprotocol)),
    cell("Groups", groupCount === 0 ? none() : element("div", { class: "chips" }, ...chips, ...more)),
    cell(
      "Since",
      timeOf(since),
      ...(isLost ? [element("div", { class: "lost", title: "The client is gone and may come back" }, "lost")] : []),
    ),
  );
}

const none = () => element("span", { class: "quiet" }, "none");

/** A subprotocol without what all of them have in common. @param {string} name */
const shortened = (name) => element("span", { title: name }, name.replace(".webpubsub.azure.v1", ""));
