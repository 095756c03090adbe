/** Elements made of data. The scripts of the page share their names, as classic scripts do. */

/** @type {(id: string) => HTMLElement} */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/**
 * Makes an element. Whatever comes from elsewhere goes in as text, and is never read as HTML.
 *
 * @param {string} name
 * @param {Record<string, string>} [attributes]
 * @param {(Node | string)[]} children
 */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** What elements stand for: what they are known by, and what they were filled with. */
const contents = new WeakMap();

/**
 * Brings the children of an element in line with a list. What has not changed is left alone, so that it keeps selection,
 * scroll position and focus.
 *
 * @template Item
 * @param {Element} parent
 * @param {string} name - of the children
 * @param {readonly Item[]} items
 * @param {(item: Item) => string | number} keyOf
 * @param {(child: HTMLElement, item: Item) => void} fill
 */
function sync(parent, name, items, keyOf, fill) {
  const known = new Map([...parent.children].map((child) => [contents.get(child).key, child]));
  const children = items.map((item) => {
    const [key, content] = [keyOf(item), JSON.stringify(item)];
    const child = /** @type {HTMLElement} */ (known.get(key) ?? document.createElement(name));
    if (contents.get(child)?.content !== content) refill(child, () => fill(child, item));
    contents.set(child, { key, content });
    return child;
  });
  const kept = new Set(children);
  for (const child of known.values()) if (!kept.has(/** @type {HTMLElement} */ (child))) child.remove();
  children.forEach((child, index) => {
    if (parent.children[index] !== child) parent.insertBefore(child, parent.children[index] ?? null);
  });
}

/** Fills an element anew. The focus stays on the button that was in the same place. @param {Element} child @param {() => void} fill */
function refill(child, fill) {
  const index = [...child.querySelectorAll("button")].findIndex((button) => button === document.activeElement);
  fill();
  if (index >= 0) child.querySelectorAll("button")[index]?.focus();
}

/** The longest name that is shown whole. */
const longestName = 80;

/** A name of others, cut where it is long. Names may have a thousand characters and more. @param {string} name */
const shortName = (name) => (name.length > longestName ? `${name.slice(0, longestName)}…` : name);

/** @param {number} count @param {string} noun */
const counted = (count, noun) => `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;

/** @param {number} at */
function timeOf(at) {
  const date = new Date(at);
  const shown = date.toLocaleTimeString("en-GB");
  return element("time", { datetime: date.toISOString(), title: date.toString() }, shown);
}
