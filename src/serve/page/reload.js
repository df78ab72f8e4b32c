// Follows the builds: brings the page to its new state in place, or loads it anew where that cannot be done, swaps styles
// and images, and tells the toolbar.

import { Reload } from "./merge.js";
import { know, update } from "./marks.js";
import { showView } from "/__diglot/view.js";
import { come, flash, follow, leave, lose, show, start } from "./toolbar.js";

const tag = document.querySelector('script[src="/__diglot/reload.js"]');
const root = document.documentElement;
const kept = "diglot:scroll";
const tried = "diglot:tried";

// What the page is made of now.
let digest = tag?.dataset.digest ?? "";
let known = false;
let source = null;
let last = "";

const remember = (key, value) => {
  try {
    sessionStorage.setItem(key, value);
  } catch {
    // Storage may be forbidden; the page then reloads without its place.
  }
};

const recall = (key) => {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
};

const reload = (message) => {
  // A page that is never what was announced (a proxy's copy, say) must not reload for ever.
  if (message && recall(tried) === message.digest) return;
  if (message) remember(tried, message.digest ?? "");
  remember(kept, JSON.stringify([location.pathname, scrollX, scrollY]));
  location.reload();
};

const path = (address) => {
  try {
    const url = new URL(address, document.baseURI);
    return url.origin === location.origin ? url.pathname : "";
  } catch {
    return "";
  }
};

// Replaces what can be replaced in place; says whether anything else of the page changed. The elements are gone through once,
// however many files a save changes.
const swap = (assets, build) => {
  if (!assets.length) return false;
  const changed = new Set(assets);
  const has = (address) => changed.has(path(address));
  const anew = (address) => `${path(address)}?build=${build}`;
  let other = false;
  for (const link of document.querySelectorAll("link[href]")) {
    // The old style stays until the new one is there, so nothing flickers.
    if (link.relList.contains("stylesheet") && has(link.href)) link.href = anew(link.href);
  }
  for (const image of document.images) {
    if (has(image.src)) image.src = anew(image.src);
    else if (has(image.currentSrc)) other = true;
  }
  for (const script of document.scripts) if (script.src && has(script.src)) other = true;
  return other;
};

// Browsers that do not hold the text in sight by themselves while something above it grows.
const holding = (change) => {
  if (CSS.supports("overflow-anchor", "auto")) return change();
  const blocks = [...document.querySelectorAll("main *")];
  const anchor = blocks.find((element) => element.getBoundingClientRect().top >= 0);
  const before = anchor?.getBoundingClientRect().top;
  const result = change();
  if (anchor?.isConnected) scrollBy({ top: anchor.getBoundingClientRect().top - before, behavior: "instant" });
  return result;
};

// Brings the page to the state that the server describes; throws `Reload` where that takes a new page.
const apply = (page) => {
  if (!known || root.hasAttribute("data-diglot")) throw new Reload("another page has its address");
  const changed = holding(() => update(page));
  digest = page.digest;
  // A page's own scripts look again at what is new.
  document.dispatchEvent(new CustomEvent("diglot:update", { detail: { elements: changed } }));
  return changed;
};

const hear = (message) => {
  showView(message);
  const { page } = message;
  let changed = [];
  if (page && page.digest !== digest) {
    // What is gone stays to be read; only its problems and its address are the server's now.
    if (page.status !== 200 && known) {
      leave(message.moved);
      show({ ...message, page: null });
      return;
    }
    changed = apply(page);
  } else if (page && !known) {
    know(page);
  } else if (page) {
    update(page);
  }
  if (page) {
    known = page.status === 200;
    come();
  } else if (message.changed) {
    throw new Reload("it is a redirect now");
  }
  if (swap(message.assets, message.build)) throw new Reload("a script or an image changed");
  show(message);
  // A style that was swapped may have made the page dark.
  if (message.assets.length) setTimeout(follow, 400);
  if (changed.length) flash(changed);
};

const listen = () => {
  if (source || document.visibilityState === "hidden") return;
  const query = `page=${encodeURIComponent(location.pathname)}&digest=${digest}&since=${last}`;
  source = new EventSource(`/__diglot/events?${query}`);
  source.addEventListener("build", (event) => {
    const message = JSON.parse(event.data);
    last = event.lastEventId;
    try {
      hear(message);
    } catch (error) {
      // For whoever wonders why, in a console that keeps what it showed.
      console.info(`Diglot: ${error.message}`);
      reload(message);
      if (!(error instanceof Reload)) throw error;
    }
  });
  source.addEventListener("error", () => {
    lose();
    if (source && source.readyState === EventSource.CLOSED) {
      source = null;
      setTimeout(listen, 2000);
    }
  });
};

const hush = () => {
  if (source) source.close();
  source = null;
};

// A browser has six connections to a server: a tab that nobody sees must not hold one. It catches up when seen.
document.addEventListener("visibilitychange", () => (document.visibilityState === "hidden" ? hush() : listen()));
addEventListener("pagehide", hush);
addEventListener("pageshow", listen);

if (recall(tried) === digest) remember(tried, "");
const place = JSON.parse(recall(kept) || "null");
if (place && place[0] === location.pathname) {
  const back = () => scrollTo({ left: place[1], top: place[2], behavior: "instant" });
  back();
  addEventListener("load", back, { once: true });
}
remember(kept, "null");
start();
listen();
