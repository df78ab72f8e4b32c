// Turns what happens into short notes in a corner: what was done, what changed out of sight, a page that is gone.

import { make } from "./parts.js";
import { told } from "./told.js";

const root = document.documentElement;
let changed = null;
let timer = 0;

export const notes = make("div.notes", { role: "status" });

export const note = (text, seconds = 5) => {
  const made = make("div.note", null, text);
  [...notes.querySelectorAll("div.note:not(.gone)")].forEach((old) => old.remove());
  notes.append(made);
  clearTimeout(timer);
  timer = setTimeout(() => made.remove(), seconds * 1000);
};

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
  notes.append(make("button.note.changed", { click: show }, `${up ? "↑" : "↓"} ${up ? told.say.above : told.say.below}`));
};

export const drawGone = () => {
  const old = notes.querySelector(".gone");
  // Made anew under the hand that is about to click, a link would not be followed.
  if (old && told.gone && old.querySelector("a")?.getAttribute("href") === (told.gone.moved ?? undefined)) return;
  old?.remove();
  if (!told.gone) return;
  const link = told.gone.moved ? make("a", { href: told.gone.moved }, told.say.moved) : null;
  notes.append(make("div.note.gone", null, make("strong", null, told.say.gone), make("span", null, told.say.goneLong, " "), link));
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

export const followChanged = () => {
  if (changed) drawChanged();
};
