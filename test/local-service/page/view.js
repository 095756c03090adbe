/** What is shown: the latest that the feed said. */

/** @typedef {import("../src/page/pageState.js").PageState} PageState */

/** How many messages are shown. */
const shownMessages = 100;

/** @type {PageState} */
let state = { hubs: [], hubCount: 0, connectionCount: 0, groupCount: 0 };
/** @type {RecentMessage[]} Newest first. */
let messages = [];
let messageCount = 0;
let willRender = false;

/** Renders once the browser is about to draw, however much has come in until then. */
function render() {
  if (willRender) return;
  willRender = true;
  requestAnimationFrame(() => {
    willRender = false;
    const { hubs, hubCount, connectionCount, groupCount } = state;
    for (const [id, count] of Object.entries({ hubCount, connectionCount, groupCount, messageCount }))
      byId(id.replace("Count", "-count")).textContent = count.toLocaleString("en");
    byId("no-hubs").hidden = hubCount > 0;
    byId("more-hubs").hidden = hubCount === hubs.length;
    byId("more-hubs").textContent = `and ${counted(hubCount - hubs.length, "more hub")}`;
    sync(byId("hubs"), "article", hubs, ({ name }) => name, fillHub);
    const [shown, entries] = [filtered(messages), filtered(activity)];
    byId("no-messages").hidden = shown.length > 0;
    sync(byId("messages"), "li", shown, ({ number }) => number, fillMessage);
    byId("no-activity").hidden = entries.length > 0;
    sync(byId("activity"), "li", entries, ({ number }) => number, fillActivity);
    sync(
      byId("hub-names"),
      "option",
      hubs,
      ({ name }) => name,
      (option, { name }) => option.setAttribute("value", name),
    );
    // The one that is there is the one that is meant, as long as nobody says otherwise.
    if (fields.hub.value === "" && document.activeElement !== fields.hub) fields.hub.value = hubs[0]?.name ?? "";
    showName();
  });
}
