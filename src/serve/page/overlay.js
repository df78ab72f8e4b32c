// Turns errors that stop a build into a page over the page, which can be put aside until there are others.

import { closer, make } from "./parts.js";
import { cards } from "./problem.js";
import { told, tongue } from "./told.js";

const root = document.documentElement;
let dismissed = "";

export const overlay = make("section.overlay", { role: "alertdialog", "aria-modal": "true", "aria-labelledby": "stopped", hidden: "" });

// `leave` takes the focus when the overlay is put aside.
export const drawOverlay = (leave) => {
  const stopping = (told.message?.problems ?? []).filter((problem) => problem.stops);
  const state = JSON.stringify(stopping);
  const show = stopping.length > 0 && state !== dismissed && !root.hasAttribute("data-diglot");
  const was = !overlay.hidden;
  overlay.hidden = !show;
  if (!stopping.length) dismissed = "";
  if (!show) return;
  const close = () => {
    dismissed = state;
    overlay.hidden = true;
    leave();
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
        make("div", null, make("h2", { id: "stopped" }, told.say.stopped), make("p", null, told.say.stoppedLong)),
        closer(close, told.say.close),
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
  if (event.shiftKey && overlay.getRootNode().activeElement === first) last.focus();
  else if (!event.shiftKey && overlay.getRootNode().activeElement === last) first.focus();
  else return;
  event.preventDefault();
};
