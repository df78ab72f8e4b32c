// Turns the problems of a page into outlines on it, and the one that is looked at into its message beside it. Of the page it
// changes nothing but attributes that begin with `data-diglot-`.

import { element as markedElement } from "./marks.js";
import { make } from "./parts.js";
import { card } from "./problem.js";
import { ownProblems, worst } from "./told.js";

const outlined = new Map();
let leaving = 0;
let tipOf = null;

export const tip = make("div.tip", { role: "tooltip", id: "tip", hidden: "" });

// What is about the page as a whole is shown at its title.
export const elementOf = (problem) => {
  const element = markedElement(problem.mark) ?? document.querySelector("main h1, h1");
  return element?.isConnected ? element : null;
};

export const outline = () => {
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

export const showTip = (element) => {
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

export const outlineAround = (node) => {
  for (let at = node; at; at = at.parentElement) if (outlined.has(at)) return at;
  return null;
};

export const reveal = (element) => {
  for (let details = element.closest("details"); details; details = details.parentElement.closest("details")) {
    details.open = true;
  }
  element.scrollIntoView({ block: "center", behavior: "instant" });
  showTip(element);
};

export const hasTip = () => tipOf !== null;

// The page has scrolled below the message.
export const followTip = () => {
  if (tipOf) showTip(tipOf.isConnected ? tipOf : null);
};

// What the reader points at, or has the focus.
export const lookAt = (target) => {
  const element = outlineAround(target);
  if (element) showTip(element);
  else if (tipOf && target.localName !== "diglot-preview") leaveTip();
};

tip.addEventListener("mouseenter", () => clearTimeout(leaving));
tip.addEventListener("mouseleave", leaveTip);
