// Turns what the server says of a build into the preview's own interface: a small bar, a list of problems, outlines with
// their message, and an overlay where no page can be made. All of it is in a shadow root beside the body; of the page
// itself it changes nothing but attributes that begin with `data-diglot-`.

import { around } from "./marks.js";
import { drawGone, flash, followChanged, note, notes } from "./notes.js";
import { elementOf, followTip, hasTip, lookAt, outline, outlineAround, reveal, showTip, tip } from "./outlines.js";
import { drawOverlay, overlay } from "./overlay.js";
import { closer, icon, make } from "./parts.js";
import { cards, openPlace } from "./problem.js";
import { markPage, ownSheet } from "./style.js";
import { gravestFirst, ownProblems, told, tongue, total, worst } from "./told.js";
import { words } from "./words.js";

export { flash };

const root = document.documentElement;
const host = document.createElement("diglot-preview");
const shadow = host.attachShadow({ mode: "open" });
let tab = "page";

// ---- The parts that are there once.

const panel = make("section.panel", { role: "dialog", hidden: "" });
const bar = make("div.bar", { role: "group" });
const dock = make("div.dock", null, notes, panel, bar);

const picking = () => root.hasAttribute("data-diglot-picking");

const pick = (on) => {
  root.toggleAttribute("data-diglot-picking", on);
  hover(null);
  if (on) note(told.say.picking, 8);
  draw();
};

const hover = (element) => {
  document.querySelectorAll("[data-diglot-picked]").forEach((old) => old.removeAttribute("data-diglot-picked"));
  element?.setAttribute("data-diglot-picked", "");
};

// ---- The bar and the panel.

const draw = () => {
  const own = ownProblems();
  const here = own.length;
  const name = told.away ? told.say.away : told.gone ? told.say.gone : here ? told.say.count(here) : told.say.none;
  const elsewhere = total() > here ? told.say.siteCount(total()) : null;
  const kind = told.away ? "away" : told.gone ? "warning" : worst(own);
  const open = !panel.hidden;
  bar.setAttribute("aria-label", told.say.preview);
  bar.replaceChildren(
    ...[
      told.facts?.draft ? make("span.chip", { title: told.say.draftLong }, told.say.draft) : null,
      make(
        "button.count",
        { "aria-expanded": `${open}`, "aria-haspopup": "dialog", title: told.away ? told.say.awayLong : told.say.preview, click: toggle },
        make(`span.dot${kind ? `.${kind}` : ""}`),
        make("span", null, name),
        elsewhere && !told.away ? make("span.soft", null, elsewhere) : null,
      ),
      make(
        "button.icon.pick",
        { "aria-pressed": `${picking()}`, "aria-label": told.say.pick, title: told.say.pick, click: () => pick(!picking()) },
        icon("pick"),
      ),
      told.message?.build ? make("a.icon.pair", { href: pairLink(), "aria-label": told.say.pair, title: told.say.pair, pointerdown: aim, focus: aim }, icon("pair")) : null,
      told.message?.build ? make("a.icon.desk", { href: "/__diglot/", "aria-label": told.say.desk, title: told.say.desk }, icon("desk")) : null,
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
    tab === "page" ? [gravestFirst(ownProblems()), told.say.pageClean] : [told.message?.problems ?? [], told.say.siteClean];
  const left = tab === "site" ? total() - list.length : 0;
  const way = (problem) => {
    const element = tab === "page" ? elementOf(problem) : null;
    return element && (() => reveal(element));
  };
  panel.setAttribute("aria-label", told.say.preview);
  panel.replaceChildren(
    make(
      "header",
      null,
      make(
        "div",
        { role: "tablist", keydown: arrows },
        title("page", told.say.page(ownProblems().length)),
        title("site", told.say.site(total())),
      ),
      closer(closePanel, told.say.close),
    ),
    make(
      "div.list",
      { tabindex: "0" },
      list.length ? cards(list, way) : make("p", null, clean),
      left > 0 ? make("p", null, told.say.more(left)) : null,
    ),
  );
  if (focused) panel.querySelector(`[data-tab=${focused}]`)?.focus();
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

export const show = (message) => {
  told.message = message;
  if (message.page) told.facts = message.page;
  told.say = words(message.tongue);
  host.lang = tongue();
  // Which build the page shows, for whoever waits for one.
  host.setAttribute("data-build", message.build);
  told.away = false;
  for (const link of document.links) {
    const draft = told.facts?.drafts.includes(link.pathname) && link.origin === location.origin;
    if (link.hasAttribute("data-diglot-draft") !== Boolean(draft)) link.toggleAttribute("data-diglot-draft", draft);
  }
  outline();
  draw();
  drawGone();
  drawOverlay(() => bar.querySelector(".count").focus({ preventScroll: true }));
};

export const lose = () => {
  told.away = true;
  draw();
};

export const leave = (moved) => {
  told.gone = { moved };
  if (told.facts) told.facts = { ...told.facts, problems: [], draft: false };
};

export const come = () => {
  told.gone = null;
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
    lookAt(event.target);
  });
  document.addEventListener("focusin", (event) => lookAt(event.target));
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
      else note(told.say.noSource);
    },
    true,
  );
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (!overlay.hidden) overlay.querySelector(".close").click();
    else if (picking()) pick(false);
    else if (hasTip() && !panel.contains(shadow.activeElement)) showTip(null);
    else if (!panel.hidden) closePanel();
  });
  addEventListener("scroll", () => {
    followTip();
    followChanged();
  }, { passive: true });
};
