// Turns what the server says of a build into the preview's own interface: a small bar, a list of problems, outlines with
// their message, and an overlay where no page can be made. All of it is in a shadow root beside the body; of the page
// itself it changes nothing but attributes that begin with `data-diglot-`.

import { around, element as markedElement } from "./marks.js";
import { markPage, ownSheet } from "./style.js";
import { words } from "./words.js";

const root = document.documentElement;
const host = document.createElement("diglot-preview");
const shadow = host.attachShadow({ mode: "open" });
const outlined = new Map();

let say = words("en");
let message = null;
let facts = null;
let tab = "page";
let dismissed = "";
let away = false;
let gone = null;
let changed = null;
let timer = 0;
let tipOf = null;

const PATHS = {
  close: "M3 3l10 10M13 3L3 13",
  pick: "M11.5 2.5l2 2L6 12l-3 1 1-3z",
  up: "M8 13V3M4 7l4-4 4 4",
  down: "M8 3v10M4 9l4 4 4-4",
  pair: "M2 3h5v10H2zM9 3h5v10H9z",
  desk: "M2.5 3.5h11M2.5 8h11M2.5 12.5h7",
};

const icon = (name) => {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  const set = (node, values) => Object.entries(values).forEach(([key, value]) => node.setAttribute(key, value));
  set(svg, { viewBox: "0 0 16 16", "aria-hidden": "true" });
  set(path, { d: PATHS[name], fill: "none", stroke: "currentColor", "stroke-width": "1.6", "stroke-linecap": "round" });
  svg.append(path);
  return svg;
};

// `make("button.close", {title: "x"}, "text", child, …)`
const make = (what, attributes, ...content) => {
  const [name, ...classes] = what.split(".");
  const made = document.createElement(name);
  if (classes.length) made.className = classes.join(" ");
  if (name === "button") made.type = "button";
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (typeof value === "function") made.addEventListener(key, value);
    else if (value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...content.filter((part) => part !== null && part !== undefined));
  return made;
};

const closer = (click) => make("button.close", { "aria-label": say.close, title: say.close, click }, icon("close"));

const tongue = () => (message?.tongue === "fr" ? "fr" : "en");
const wording = (problem, what) => {
  const text = problem[`${what}_${tongue()}`] ?? "";
  // Messages are typed for a terminal; here lines break where they like, but not before a French sign.
  return tongue() === "fr" ? text.replace(/« /g, "«\u00a0").replace(/ ([»:;?!])/g, "\u00a0$1") : text;
};
// What stands in backticks is code.
const prose = (text) =>
  text.split("`").map((part, at) => (at % 2 ? make("code", null, part) : part));
const GRAVITY = ["error", "warning", "info"];
const place = ({ path, line, column }) => (line ? `${path}:${line}:${column}` : path);
const worst = (problems) =>
  GRAVITY.find((severity) => problems.some((problem) => problem.severity === severity)) ?? "";

// ---- The parts that are there once.

const panel = make("section.panel", { role: "dialog", hidden: "" });
const notes = make("div.notes", { role: "status" });
const bar = make("div.bar", { role: "group" });
const dock = make("div.dock", null, notes, panel, bar);
const tip = make("div.tip", { role: "tooltip", id: "tip", hidden: "" });
const overlay = make("section.overlay", { role: "alertdialog", "aria-modal": "true", "aria-labelledby": "stopped", hidden: "" });

const note = (text, seconds = 5) => {
  const made = make("div.note", null, text);
  [...notes.querySelectorAll("div.note:not(.gone)")].forEach((old) => old.remove());
  notes.append(made);
  clearTimeout(timer);
  timer = setTimeout(() => made.remove(), seconds * 1000);
};

// ---- Opening a place in the editor.

const copy = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Not every page may write to the clipboard; the note shows the place all the same.
  }
};

export const openPlace = async ({ path, line, column }) => {
  const name = place({ path, line, column });
  if (!message?.token || !message.editor) {
    await copy(name);
    note(message?.token ? say.noEditor(name) : say.closed(name), 9);
    return;
  }
  try {
    const answer = await fetch("/__diglot/do/open", {
      method: "POST",
      headers: { "content-type": "application/json", "x-diglot-token": message.token },
      body: JSON.stringify({ path, line, column }),
    });
    if (answer.status === 204) note(say.opened(name));
    else if (answer.status === 500) note(say.failed(await answer.text()), 9);
    else note(say.refused);
  } catch {
    note(say.awayLong);
  }
};

const picking = () => root.hasAttribute("data-diglot-picking");

const pick = (on) => {
  root.toggleAttribute("data-diglot-picking", on);
  hover(null);
  if (on) note(say.picking, 8);
  draw();
};

const hover = (element) => {
  document.querySelectorAll("[data-diglot-picked]").forEach((old) => old.removeAttribute("data-diglot-picked"));
  element?.setAttribute("data-diglot-picked", "");
};

// ---- One problem, in the list, the overlay or at its place.

const opener = (at, label) => {
  const name = place(at);
  const button = make("button.code", { title: say.open(name), click: () => openPlace(at) }, name);
  if (!label) return button;
  return make("span", null, button, make("span.soft", null, ` ${label}`));
};

const card = (problem, element) => {
  const help = wording(problem, "help");
  return make(
    "div.problem",
    null,
    make(
      "h3",
      null,
      make(`span.${problem.severity}-word`, null, say.severity[problem.severity]),
      make("span.code", null, problem.code),
    ),
    make("p", null, ...prose(wording(problem, "message"))),
    help ? make("p.help", null, ...prose(say.help + help)) : null,
    make(
      "div.actions",
      null,
      opener(problem, null),
      ...problem.also.map((other) => opener(other, wording(other, "label"))),
      element ? make("button", { click: () => reveal(element) }, say.show) : null,
    ),
  );
};

const reveal = (element) => {
  for (let details = element.closest("details"); details; details = details.parentElement.closest("details")) {
    details.open = true;
  }
  element.scrollIntoView({ block: "center", behavior: "instant" });
  showTip(element);
};

const cards = (problems, find) =>
  make("ol", null, ...problems.map((problem) => make("li", null, card(problem, find(problem)))));

// ---- The bar and the panel.

const ownProblems = () => facts?.problems ?? [];
const gravestFirst = (problems) =>
  problems.toSorted((one, other) => GRAVITY.indexOf(one.severity) - GRAVITY.indexOf(other.severity));
const total = () => (message ? message.errors + message.warnings + message.infos : 0);

const draw = () => {
  const own = ownProblems();
  const here = own.length;
  const name = away ? say.away : gone ? say.gone : here ? say.count(here) : say.none;
  const elsewhere = total() > here ? say.siteCount(total()) : null;
  const kind = away ? "away" : gone ? "warning" : worst(own);
  const open = !panel.hidden;
  bar.setAttribute("aria-label", say.preview);
  bar.replaceChildren(
    ...[
      facts?.draft ? make("span.chip", { title: say.draftLong }, say.draft) : null,
      make(
        "button.count",
        { "aria-expanded": `${open}`, "aria-haspopup": "dialog", title: away ? say.awayLong : say.preview, click: toggle },
        make(`span.dot${kind ? `.${kind}` : ""}`),
        make("span", null, name),
        elsewhere && !away ? make("span.soft", null, elsewhere) : null,
      ),
      make(
        "button.icon.pick",
        { "aria-pressed": `${picking()}`, "aria-label": say.pick, title: say.pick, click: () => pick(!picking()) },
        icon("pick"),
      ),
      message?.build ? make("a.icon.pair", { href: pairLink(), "aria-label": say.pair, title: say.pair, pointerdown: aim, focus: aim }, icon("pair")) : null,
      message?.build ? make("a.icon.desk", { href: "/__diglot/", "aria-label": say.desk, title: say.desk }, icon("desk")) : null,
    ].filter(Boolean),
  );
  if (open) drawPanel();
};

// The document of this page in both languages, at the section that is being read.
const pairLink = () => {
  const headings = [...document.querySelectorAll("main :is(h2, h3, h4, h5, h6, .clause, details, dt)[id]")];
  const read = headings.filter((heading) => heading.getBoundingClientRect().top <= innerHeight / 3).pop();
  const at = read ? `&at=${encodeURIComponent(read.id)}` : "";
  return `/__diglot/pair/?page=${encodeURIComponent(location.pathname)}${at}`;
};

const aim = (event) => {
  event.currentTarget.href = pairLink();
};

const toggle = () => {
  panel.hidden = !panel.hidden;
  if (!panel.hidden) tab = ownProblems().length || !total() ? "page" : "site";
  draw();
  if (!panel.hidden) panel.querySelector("[aria-selected=true]").focus();
};

const closePanel = () => {
  panel.hidden = true;
  draw();
  bar.querySelector(".count").focus();
};

const drawPanel = () => {
  const focused = shadow.activeElement?.dataset?.tab;
  const choose = (to) => () => {
    tab = to;
    drawPanel();
    panel.querySelector(`[data-tab=${to}]`).focus();
  };
  const title = (id, text) =>
    make(
      "button.tab",
      { role: "tab", "data-tab": id, "aria-selected": `${tab === id}`, tabindex: tab === id ? "0" : "-1", click: choose(id) },
      text,
    );
  const arrows = (event) => {
    if (event.key === "ArrowLeft" || event.key === "ArrowRight") choose(tab === "page" ? "site" : "page")();
  };
  const [list, clean] =
    tab === "page" ? [gravestFirst(ownProblems()), say.pageClean] : [message?.problems ?? [], say.siteClean];
  const left = tab === "site" ? total() - list.length : 0;
  const find = (problem) => (tab === "page" ? elementOf(problem) : null);
  panel.setAttribute("aria-label", say.preview);
  panel.replaceChildren(
    make(
      "header",
      null,
      make(
        "div",
        { role: "tablist", keydown: arrows },
        title("page", say.page(ownProblems().length)),
        title("site", say.site(total())),
      ),
      closer(closePanel),
    ),
    make(
      "div.list",
      { tabindex: "0" },
      list.length ? cards(list, find) : make("p", null, clean),
      left > 0 ? make("p", null, say.more(left)) : null,
    ),
  );
  if (focused) panel.querySelector(`[data-tab=${focused}]`)?.focus();
};

// ---- Outlines on the page, and the message at the one that is looked at.

// What is about the page as a whole is shown at its title.
const elementOf = (problem) => {
  const element = markedElement(problem.mark) ?? document.querySelector("main h1, h1");
  return element?.isConnected ? element : null;
};

const outline = () => {
  const found = new Map();
  for (const problem of ownProblems()) {
    const element = elementOf(problem);
    if (element) found.set(element, [...(found.get(element) ?? []), problem]);
  }
  for (const element of outlined.keys()) {
    if (!found.has(element)) element.removeAttribute("data-diglot-problem");
  }
  outlined.clear();
  for (const [element, problems] of found) {
    outlined.set(element, problems);
    const kind = worst(problems);
    if (element.getAttribute("data-diglot-problem") !== kind) element.setAttribute("data-diglot-problem", kind);
  }
  if (tipOf) showTip(outlined.has(tipOf) ? tipOf : null);
};

let leaving = 0;

const showTip = (element) => {
  clearTimeout(leaving);
  tipOf = element;
  tip.hidden = !element;
  if (!element) return;
  tip.replaceChildren(...outlined.get(element).map((problem) => card(problem, null)));
  const box = element.getBoundingClientRect();
  const [width, height] = [tip.offsetWidth, tip.offsetHeight];
  const below = box.bottom + 8 + height < innerHeight || box.top < height + 8;
  const left = Math.max(12, Math.min(box.left, innerWidth - width - 12));
  const top = below ? Math.min(box.bottom + 8, innerHeight - height - 8) : box.top - height - 8;
  tip.style.left = `${left}px`;
  tip.style.top = `${Math.max(8, top)}px`;
};

const leaveTip = () => {
  clearTimeout(leaving);
  leaving = setTimeout(() => showTip(null), 250);
};

const outlineAround = (node) => {
  for (let at = node; at; at = at.parentElement) if (outlined.has(at)) return at;
  return null;
};

// ---- What changed where nobody looks, and a page that is gone.

const drawChanged = () => {
  notes.querySelector(".changed")?.remove();
  if (!changed?.isConnected) return;
  const box = changed.getBoundingClientRect();
  const visible = box.bottom > 0 && box.top < innerHeight && changed.getClientRects().length > 0;
  if (visible) {
    changed = null;
    return;
  }
  const up = box.bottom <= 0;
  const show = () => {
    const element = changed;
    changed = null;
    element?.scrollIntoView({ block: "center", behavior: "instant" });
    drawChanged();
    if (element) flash([element]);
  };
  notes.append(make("button.note.changed", { click: show }, `${up ? "↑" : "↓"} ${up ? say.above : say.below}`));
};

const drawGone = () => {
  const old = notes.querySelector(".gone");
  // Made anew under the hand that is about to click, a link would not be followed.
  if (old && gone && old.querySelector("a")?.getAttribute("href") === (gone.moved ?? undefined)) return;
  old?.remove();
  if (!gone) return;
  const link = gone.moved ? make("a", { href: gone.moved }, say.moved) : null;
  notes.append(make("div.note.gone", null, make("strong", null, say.gone), make("span", null, say.goneLong, " "), link));
};

// Shows for a moment what changed; says so where it is out of sight, and scrolls nothing.
export const flash = (elements) => {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const colour = root.hasAttribute("data-diglot-dark") ? "rgb(138 184 240 / .3)" : "rgb(255 214 92 / .5)";
  for (const element of elements.slice(0, 40)) {
    const from = { backgroundColor: colour, boxShadow: `0 0 0 4px ${colour}` };
    // Without motion it stands for as long, and goes.
    const to = still ? from : { backgroundColor: "transparent", boxShadow: "0 0 0 4px transparent" };
    element.animate([from, to], { duration: 1400, easing: "ease-out", id: "diglot-change" });
  }
  const boxes = elements.map((element) => element.getBoundingClientRect());
  const visible = boxes.some((box) => box.height > 0 && box.bottom > 0 && box.top < innerHeight);
  changed = visible ? null : (elements.find((element) => element.getClientRects().length) ?? null);
  drawChanged();
};

// ---- The overlay.

const drawOverlay = () => {
  const stopping = (message?.problems ?? []).filter((problem) => problem.stops);
  const state = JSON.stringify(stopping);
  const show = stopping.length > 0 && state !== dismissed && !root.hasAttribute("data-diglot");
  const was = !overlay.hidden;
  overlay.hidden = !show;
  if (!stopping.length) dismissed = "";
  if (!show) return;
  const close = () => {
    dismissed = state;
    overlay.hidden = true;
    bar.querySelector(".count").focus({ preventScroll: true });
  };
  overlay.onkeydown = (event) => {
    if (event.key === "Tab") keepFocus(event);
  };
  overlay.onclick = (event) => {
    if (event.target === overlay) close();
  };
  overlay.lang = tongue();
  overlay.replaceChildren(
    make(
      "div.card",
      null,
      make(
        "header",
        null,
        make("div", null, make("h2", { id: "stopped" }, say.stopped), make("p", null, say.stoppedLong)),
        closer(close),
      ),
      cards(stopping, () => null),
    ),
  );
  // Who is typing in the page meanwhile goes on typing; the keyboard gets there with Tab, and out with Escape.
  if (!was && (document.activeElement === document.body || !document.activeElement)) {
    overlay.querySelector(".close").focus({ preventScroll: true });
  }
};

const keepFocus = (event) => {
  const all = [...overlay.querySelectorAll("button, a[href]")];
  const [first, last] = [all[0], all[all.length - 1]];
  if (event.shiftKey && shadow.activeElement === first) last.focus();
  else if (!event.shiftKey && shadow.activeElement === last) first.focus();
  else return;
  event.preventDefault();
};

// ---- Dark or light as the page is, whatever makes it so.

const darkness = () => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const papers = [document.body, root].map((element) => element && getComputedStyle(element).backgroundColor);
  const paper = papers.find((colour) => colour && colour !== "rgba(0, 0, 0, 0)");
  if (!paper || !canvas) return matchMedia("(prefers-color-scheme: dark)").matches;
  canvas.fillStyle = paper;
  canvas.fillRect(0, 0, 1, 1);
  const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data;
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
};

export const follow = () => {
  const dark = darkness();
  host.toggleAttribute("data-dark", dark);
  root.toggleAttribute("data-diglot-dark", dark);
};

// ---- What the page's script tells.

export const show = (told) => {
  message = told;
  if (told.page) facts = told.page;
  say = words(told.tongue);
  host.lang = tongue();
  // Which build the page shows, for whoever waits for one.
  host.setAttribute("data-build", told.build);
  away = false;
  for (const link of document.links) {
    const draft = facts?.drafts.includes(link.pathname) && link.origin === location.origin;
    if (link.hasAttribute("data-diglot-draft") !== Boolean(draft)) link.toggleAttribute("data-diglot-draft", draft);
  }
  outline();
  draw();
  drawGone();
  drawOverlay();
};

export const lose = () => {
  away = true;
  draw();
};

export const leave = (moved) => {
  gone = { moved };
  if (facts) facts = { ...facts, problems: [], draft: false };
};

export const come = () => {
  gone = null;
};

export const start = () => {
  shadow.adoptedStyleSheets = [ownSheet()];
  markPage();
  shadow.append(dock, tip, overlay);
  // Beside the body: what a page's style says of the last child of its body still holds.
  root.append(host);
  follow();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", follow);
  new MutationObserver(follow).observe(root, { attributes: true, attributeFilter: ["class", "data-theme", "style"] });
  draw();

  document.addEventListener("mouseover", (event) => {
    if (picking()) hover(around(event.target)?.element);
    const element = outlineAround(event.target);
    if (element) showTip(element);
    else if (tipOf && event.target !== host) leaveTip();
  });
  document.addEventListener("focusin", (event) => {
    const element = outlineAround(event.target);
    if (element) showTip(element);
    else if (tipOf && event.target !== host) leaveTip();
  });
  tip.addEventListener("mouseenter", () => clearTimeout(leaving));
  tip.addEventListener("mouseleave", leaveTip);
  document.addEventListener(
    "click",
    (event) => {
      if (event.composedPath().includes(host)) return;
      if (!event.altKey && !picking()) {
        const element = outlineAround(event.target);
        if (element) showTip(element);
        return;
      }
      event.preventDefault();
      event.stopPropagation();
      const found = around(event.target);
      pick(false);
      if (found) openPlace(found.place);
      else note(say.noSource);
    },
    true,
  );
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (!overlay.hidden) overlay.querySelector(".close").click();
    else if (picking()) pick(false);
    else if (tipOf && !panel.contains(shadow.activeElement)) showTip(null);
    else if (!panel.hidden) closePanel();
  });
  addEventListener("scroll", () => {
    if (tipOf) showTip(tipOf.isConnected ? tipOf : null);
    if (changed) drawChanged();
  }, { passive: true });
};
