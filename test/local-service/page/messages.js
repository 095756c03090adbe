/** What messages look like. */

/** @typedef {import("../src/page/recentMessages.js").RecentMessage} RecentMessage */

/** @param {HTMLElement} item @param {RecentMessage} message */
function fillMessage(item, { at, hub, target, sender, receivers, dataType, content, size, omitted }) {
  item.className = "card";
  const isText = dataType === "text" || dataType === "json";
  const unit = isText ? "character" : "byte";
  const shown = isText ? content : content.replace(/../g, "$& ").trimEnd();
  const whom = target.kind === "all" ? "everybody" : `${target.kind} ${shortName(target.name)}`;
  const facts = [
    element("strong", {}, `${hub} → ${whom}`),
    `from ${sender === undefined ? "the server" : shortName(sender.userId ?? `connection ${sender.connectionId}`)}`,
    `to ${counted(receivers, "client")}`,
    `${dataType}, ${counted(size, unit)}`,
  ];
  item.replaceChildren(
    element("div", { class: "facts" }, timeOf(at), ...facts.map((fact) => element("span", {}, fact))),
    element("pre", isLong(shown) ? { tabindex: "0" } : {}, omitted > 0 ? `${shown}…` : shown),
    ...(omitted > 0 ? [element("p", { class: "quiet" }, `${counted(omitted, `more ${unit}`)}`)] : []),
  );
}

/** Whether a text may need scrolling, which must be possible with the keyboard. @param {string} text */
const isLong = (text) => text.length > 500 || text.split("\n").length > 10;
