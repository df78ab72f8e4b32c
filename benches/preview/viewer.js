// Tells the benchmark when a marker is on the screen, and finds and changes places of a page for it.
(() => {
  "use strict";
  const markers = /xqz\d+x/g;
  const told = new Set();

  const holders = (marker) => {
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walk.nextNode()) if (walk.currentNode.data.includes(marker)) found.push(walk.currentNode.parentElement);
    return found;
  };

  const inSight = (element) => {
    if (!element || !element.checkVisibility()) return false;
    const box = element.getBoundingClientRect();
    return box.bottom > 0 && box.top < innerHeight;
  };

  const look = () => {
    if (!document.body) return;
    for (const [marker] of document.body.textContent.matchAll(markers)) {
      if (told.has(marker)) continue;
      told.add(marker);
      const found = performance.now();
      // A frame begins with this; the message comes after it was laid out and painted.
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => {
          const painted = performance.now();
          const visible = holders(marker).some(inSight);
          benchmarkSees(JSON.stringify({ marker, found, painted, visible }));
        };
        channel.port2.postMessage(0);
      });
    }
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });

  const letters = (text) => text.normalize("NFC").replace(/[^\p{L}\p{N}]/gu, "");

  // The smallest element that has the beginning of this text, whatever the signs of typography between.
  const find = (text, among) => {
    const wanted = letters(text).slice(0, 48);
    let best = null;
    for (const element of document.querySelectorAll(`${among} *`)) {
      if (element.closest("script, style")) continue;
      if (!letters(element.textContent).includes(wanted) || !element.checkVisibility()) continue;
      if (!best || best.contains(element)) best = element;
    }
    return best;
  };

  globalThis.benchmark = {
    // Brings it to the middle of the window; says whether it is there.
    show(text, among) {
      const element = find(text, among);
      if (element) element.scrollIntoView({ block: "center", behavior: "instant" });
      return inSight(element);
    },
    // The change that a preview makes, made by nobody: what the browser takes for it.
    change(text, among, marker) {
      const element = find(text, among);
      if (element) element.append(` ${marker}`);
      return Boolean(element);
    },
  };
})();
