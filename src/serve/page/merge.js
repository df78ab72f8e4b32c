// Turns two versions of a page, as the server sent them, into the few changes of the page that is open.
//
// A merge of three, not of two: what the page's own scripts made of it (buttons, a chosen theme, an open entry) is
// neither in the old version nor in the new one, and stays. That is why no library does it: those make the page equal
// to the new version, and so undo what scripts and readers did. Where a change cannot be told from what a script did,
// or would have to run or end a script, `Reload` is thrown and the page is loaded anew.

export class Reload extends Error {}

// Nodes of the version that the server sent last -> nodes of the page.
const lives = new WeakMap();

export const live = (node) => lives.get(node);

// Finds every node of `sent` in the page, whatever scripts added in between.
export const align = (sent, shown) => {
  lives.set(sent, shown);
  if (isOpaque(sent)) return;
  const candidates = [...shown.childNodes];
  let next = 0;
  for (const child of sent.childNodes) {
    const found = find(child, candidates, next);
    if (found < 0) continue;
    align(child, candidates[found]);
    next = found + 1;
  }
};

// Far enough for what scripts put before an element; more would find look-alikes.
const AHEAD = 8;

const find = (child, candidates, from) => {
  const to = Math.min(candidates.length, from + AHEAD);
  let alike = -1;
  for (let at = from; at < to; at++) {
    if (candidates[at].isEqualNode(child)) return at;
    if (alike < 0 && isAlike(candidates[at], child)) alike = at;
  }
  return alike;
};

const isAlike = (one, other) => kind(one) === kind(other) && (!one.data?.trim() ? !other.data?.trim() : one.data === other.data);

const isSpace = (node) => node.nodeType === Node.TEXT_NODE && !node.data.trim();

// What may become what: everything else is taken away and put in.
const kind = (node) => {
  if (node.nodeType !== Node.ELEMENT_NODE) return `${node.nodeType}`;
  const names = ["id", "rel", "name", "property", "http-equiv"];
  const own = node.localName === "meta" || node.localName === "link" || node.localName === "input" ? names : ["id"];
  return `${node.localName} ${own.map((name) => node.getAttribute(name) ?? "").join(" ")}`;
};

// Its content is one thing: without scripts, browsers read what is in `noscript` differently.
const isOpaque = (node) => node.localName === "noscript";

const RUNS = /^$|^module$|javascript|ecmascript|^importmap$|^speculationrules$/i;

const isFixed = (node) =>
  (node.localName === "script" && RUNS.test(node.type)) ||
  node.localName === "base" ||
  (node.localName === "meta" && node.httpEquiv !== "");

const forbid = (node) => {
  if (node.nodeType !== Node.ELEMENT_NODE) return;
  if (isFixed(node) || [...node.querySelectorAll("script, base, meta[http-equiv]")].some(isFixed)) throw new Reload("a script, or what a browser reads once, comes or goes");
};

// Brings the page, and `sent` with it, to the state of `fresh`; tells `changed` of every element that looks different.
export const merge = (sent, fresh, changed) => {
  if (sent.isEqualNode(fresh)) return;
  const shown = lives.get(sent);
  if (!shown && isSpace(sent) && isSpace(fresh)) {
    sent.data = fresh.data;
    return;
  }
  if (!shown?.isConnected) throw new Reload(`a script took \`${sent.nodeName}\` away`);
  if (isFixed(sent)) throw new Reload(`\`${sent.nodeName}\` is read once`);
  if (sent.nodeType !== Node.ELEMENT_NODE) {
    mergeText(sent, fresh, shown, changed);
    return;
  }
  if (isOpaque(sent)) {
    sent.innerHTML = fresh.innerHTML;
    return;
  }
  mergeAttributes(sent, fresh, shown, changed);
  mergeChildren(sent, fresh, shown, changed);
};

const mergeText = (sent, fresh, shown, changed) => {
  const [before, after] = [shown.data, fresh.data];
  sent.data = fresh.data;
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  // Only what differs is replaced: a selection or a caret elsewhere in the text stays where it is.
  shown.replaceData(start, before.length - start - end, after.slice(start, after.length - end));
  if (before.trim() !== after.trim()) changed(shown.parentElement);
};

const mergeAttributes = (sent, fresh, shown, changed) => {
  let visible = false;
  for (const { name } of [...sent.attributes]) {
    if (fresh.hasAttribute(name)) continue;
    sent.removeAttribute(name);
    shown.removeAttribute(name);
    visible = true;
  }
  for (const { name, value } of [...fresh.attributes]) {
    if (sent.getAttribute(name) === value) continue;
    sent.setAttribute(name, value);
    shown.setAttribute(name, value);
    visible = true;
  }
  if (visible && shown.localName !== "html" && shown.localName !== "body") changed(shown);
};

const mergeChildren = (sent, fresh, shown, changed) => {
  const [olds, news] = [[...sent.childNodes], [...fresh.childNodes]];
  const [partners, gone] = pair(olds, news);
  for (const node of gone) {
    forbid(node);
    lives.get(node)?.remove();
    node.remove();
  }
  let last = null;
  for (const node of news) {
    const old = partners.get(node);
    if (old) {
      merge(old, node, changed);
      last = old;
    } else {
      last = insert(node, sent, shown, last, changed);
    }
  }
  if (gone.length && !news.length) changed(shown);
};

const insert = (node, sent, shown, last, changed) => {
  forbid(node);
  const [copy, made] = [node.cloneNode(true), document.importNode(node, true)];
  const before = last ? last.nextSibling : sent.firstChild;
  sent.insertBefore(copy, before);
  const left = last && lives.get(last);
  const right = before && lives.get(before);
  if (left?.parentNode === shown) left.after(made);
  else if (right?.parentNode === shown) right.before(made);
  else if (last) throw new Reload(`a script moved what is beside \`${node.nodeName}\``);
  else shown.prepend(made);
  align(copy, made);
  if (made.nodeType === Node.ELEMENT_NODE) changed(made);
  else if (made.data.trim()) changed(shown);
  return copy;
};

// For every new child the old one that becomes it, if one does, and the old ones that become none.
const pair = (olds, news) => {
  const partners = new Map();
  let [start, oldEnd, newEnd] = [0, olds.length, news.length];
  while (start < oldEnd && start < newEnd && olds[start].isEqualNode(news[start])) {
    partners.set(news[start], olds[start]);
    start++;
  }
  while (oldEnd > start && newEnd > start && olds[oldEnd - 1].isEqualNode(news[newEnd - 1])) {
    partners.set(news[--newEnd], olds[--oldEnd]);
  }
  // Those that are equal stand between runs in which like becomes like.
  const [left, right] = [olds.slice(start, oldEnd), news.slice(start, newEnd)];
  const equal = common(left.map(text), right.map(text));
  let [i, j] = [0, 0];
  for (const [a, b] of [...equal, [left.length, right.length]]) {
    const [run, with_] = [left.slice(i, a), right.slice(j, b)];
    for (const [x, y] of common(run.map(kind), with_.map(kind))) partners.set(with_[y], run[x]);
    if (a < left.length) partners.set(right[b], left[a]);
    [i, j] = [a + 1, b + 1];
  }
  const kept = new Set(partners.values());
  return [partners, olds.filter((node) => !kept.has(node))];
};

const text = (node) => (node.nodeType === Node.ELEMENT_NODE ? node.outerHTML : `${node.nodeType} ${node.data}`);

// The longest common subsequence of two lists, as pairs of places; of very long ones the first that fit.
const common = (one, other) => {
  const [n, m] = [one.length, other.length];
  const found = [];
  if (n * m > 250_000) {
    let from = 0;
    one.forEach((value, at) => {
      const place = other.indexOf(value, from);
      if (place < 0 || place > from + AHEAD) return;
      found.push([at, place]);
      from = place + 1;
    });
    return found;
  }
  const lengths = Array.from({ length: n + 1 }, () => new Uint16Array(m + 1));
  for (let i = n - 1; i >= 0; i--) {
    for (let j = m - 1; j >= 0; j--) {
      lengths[i][j] =
        one[i] === other[j] ? lengths[i + 1][j + 1] + 1 : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
    }
  }
  for (let i = 0, j = 0; i < n && j < m; ) {
    if (one[i] === other[j]) found.push([i++, j++]);
    else if (lengths[i + 1][j] >= lengths[i][j + 1]) i++;
    else j++;
  }
  return found;
};
