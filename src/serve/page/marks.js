// Turns what the server knows of a page (its bytes, the places its elements came from) into elements of the page that
// is open, and keeps both together while the page changes.

import { Reload, align, live, merge } from "./merge.js";

const MARK = "data-diglot-mark";

// The version that the server sent last.
let sent = null;
// Places, by element of the page; what is wrong, likewise.
let places = new WeakMap();
let marked = [];

// The page as the server describes it, and its marked elements by number. Marks never reach the page itself: they are
// put into a copy of its text, and taken out again.
const read = ({ html, marks }) => {
  const parts = [];
  let from = 0;
  marks.forEach(([at], number) => {
    const end = at + 1 + html.slice(at + 1).search(/[^a-zA-Z0-9-]/);
    if (end <= at || at < from) return;
    parts.push(html.slice(from, end), ` ${MARK}="${number}"`);
    from = end;
  });
  const fresh = new DOMParser().parseFromString(parts.join("") + html.slice(from), "text/html");
  const elements = [];
  for (const element of fresh.querySelectorAll(`[${MARK}]`)) {
    elements[Number(element.getAttribute(MARK))] = element;
    element.removeAttribute(MARK);
  }
  return { fresh, elements };
};

// The same node of two equal trees.
const counterparts = (one, other, found) => {
  found.set(one, other);
  for (let a = one.firstChild, b = other.firstChild; a && b; a = a.nextSibling, b = b.nextSibling) {
    counterparts(a, b, found);
  }
};

const remember = (page, elements, find) => {
  places = new WeakMap();
  marked = page.marks.map(([, source, line, column], number) => {
    const element = elements[number] && live(find(elements[number]));
    if (element) places.set(element, { path: page.sources[source], line, column });
    return element ?? null;
  });
};

// Makes the page that is open known, which is the one described.
export const know = (page) => {
  const { fresh, elements } = read(page);
  sent = fresh;
  align(sent.documentElement, document.documentElement);
  remember(page, elements, (element) => element);
};

// Brings the page to the state described; returns the elements that look different.
export const update = (page) => {
  if (!sent) throw new Reload("the page is not known");
  const { fresh, elements } = read(page);
  const changed = new Set();
  merge(sent.documentElement, fresh.documentElement, (element) => element && changed.add(element));
  const found = new Map();
  counterparts(fresh.documentElement, sent.documentElement, found);
  remember(page, elements, (element) => found.get(element));
  const inBody = [...changed].filter((element) => element.isConnected && document.body.contains(element));
  return inBody.filter((element) => !inBody.some((other) => other !== element && other.contains(element)));
};

// The element of a mark's number.
export const element = (mark) => (mark === null ? null : (marked[mark] ?? null));

// The nearest element around that came from a place, and the place.
export const around = (start) => {
  for (let element = start; element; element = element.parentElement) {
    const place = places.get(element);
    if (place) return { element, place };
  }
  return null;
};
