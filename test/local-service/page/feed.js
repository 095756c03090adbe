/** The way to the service: opened, and opened again whenever it is lost. */

/** How long to wait before connecting again, in milliseconds. */
const patience = 1000;

/** @type {WebSocket | undefined} */
let feed;

/** @param {"live" | "waiting"} kind @param {string} text */
function showStatus(kind, text) {
  byId("status").dataset["state"] = kind;
  byId("status").textContent = text;
  for (const id of ["send-button", "client-connect"])
    /** @type {HTMLButtonElement} */ (byId(id)).disabled = kind !== "live";
}

/** The token in the page as it was served. Not parsed, because its styles would be applied, and refused. @param {string} html */
const tokenIn = (html) => /<meta name="token" content="([^"]+)"/.exec(html)?.[1];

/** @param {string} token @param {string} [news] - what is to be said once the feed is open */
function connect(token, news = "Live") {
  feed = new WebSocket(`${location.origin.replace("http", "ws")}/page/events?token=${encodeURIComponent(token)}`);
  feed.addEventListener("open", () => {
    showStatus("live", news);
    messages = [];
    activity = [];
  });
  feed.addEventListener("message", ({ data }) => {
    const frame = JSON.parse(data);
    if (frame.answer !== undefined) {
      readAnswer(frame.answer);
      return;
    }
    if (frame.token !== undefined) {
      readToken(frame.token);
      return;
    }
    state = frame.state ?? state;
    activity = [...frame.activity.reverse(), ...activity].slice(0, shownMessages);
    messages = [...frame.messages.reverse(), ...messages].slice(0, shownMessages);
    messageCount = frame.messageCount;
    render();
  });
  feed.addEventListener("close", () => {
    showStatus("waiting", "Disconnected. Trying again…");
    giveUpAnswer();
    setTimeout(() => void reconnect(token), patience);
  });
}

/** Tokens are those of one run of the service: its next run has another. @param {string} last - the token until now */
async function reconnect(last) {
  try {
    const response = await fetch("/", { cache: "no-store" });
    const token = tokenIn(await response.text());
    if (token !== undefined)
      return connect(token, token === last ? "Live again" : "Live again: the service was restarted");
  } catch {
    // It is not there yet.
  }
  setTimeout(() => void reconnect(last), patience);
}

byId("endpoint").textContent = location.origin;
byId("client-address").textContent = `${location.origin.replace("http", "ws")}/client/hubs/{hub}`;
showName();
connect(document.querySelector('meta[name="token"]')?.getAttribute("content") ?? "");
