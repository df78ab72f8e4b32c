// Follows the builds on a page of the desk without losing the place, and sends what is clicked to the preview.
// The server makes all HTML; here only what differs is exchanged, part by part and row by row.
(() => {
  "use strict";
  const lang = document.documentElement.lang === "fr" ? "fr" : "en";
  const words = {
    fr: {
      accepted: (n) => (n > 1 ? `${n} sections acceptées` : n ? "Section acceptée" : "Il n’y avait rien à accepter"),
      waived: "Inscrit : aucune traduction n’est nécessaire",
      opened: (place) => `Ouvert dans l’éditeur : ${place}`,
      copied: (place) => `${place} copié`,
      failed: "L’aperçu ne répond pas.",
      lost: "L’aperçu est arrêté; cette page attend qu’il revienne.",
      none: "Aucune autre section à traiter",
    },
    en: {
      accepted: (n) => (n > 1 ? `${n} sections accepted` : n ? "Section accepted" : "There was nothing to accept"),
      waived: "Recorded: no translation is needed",
      opened: (place) => `Opened in the editor: ${place}`,
      copied: (place) => `${place} copied`,
      failed: "The preview does not answer.",
      lost: "The preview has ended; this page waits for it to come back.",
      none: "No other section to do",
    },
  }[lang];
  const main = document.getElementById("_main");
  const said = document.getElementById("_said");
  let source = null;
  let token = null;
  let editor = false;
  let build = -1;
  let asked = 0;
  let silence = 0;

  const say = (text, bad) => {
    if (!said) return;
    said.textContent = text;
    said.classList.toggle("bad", Boolean(bad));
    clearTimeout(silence);
    if (text && !bad) silence = setTimeout(() => say(""), 4000);
  };

  // What the server said last of every part and row: what it says again is left alone, with what is typed or open in it.
  const known = new WeakMap();
  const remember = (element) => known.set(element, element.outerHTML);
  const parts = (root) => [...root.querySelectorAll("[data-part]")];
  const rows = (list) => [...list.children].filter((child) => child.dataset.key !== undefined);
  const everything = (root) => [...parts(root), ...[...root.querySelectorAll("[data-list]")].flatMap(rows)];
  everything(document).forEach(remember);

  // Keys may be the same twice, such as two problems at one place; the second is then told by its number.
  const keyed = (list) => {
    const found = new Map();
    for (const row of rows(list)) {
      let key = row.dataset.key;
      for (let n = 2; found.has(key); n++) key = `${row.dataset.key} ${n}`;
      found.set(key, row);
    }
    return found;
  };

  const exchange = (old, next, flash) => {
    const html = next.outerHTML;
    if (known.get(old) === html) return old;
    const active = old.contains(document.activeElement) ? document.activeElement : null;
    const again = active && (active.id ? `#${CSS.escape(active.id)}` : active.dataset.act && `[data-act="${active.dataset.act}"]`);
    old.replaceWith(next);
    known.set(next, html);
    if (flash) next.classList.add("fresh");
    if (active) {
      const target = (again && next.querySelector(again)) || next.querySelector("a, button");
      if (target) target.focus({ preventScroll: true });
    }
    return next;
  };

  const patch = (next, flash) => {
    const wanted = parts(next);
    const names = new Set(wanted.map((part) => part.id));
    for (const part of parts(document)) if (!names.has(part.id)) part.remove();
    for (const part of wanted) {
      const old = document.getElementById(part.id);
      if (old) {
        exchange(old, part, false);
      } else {
        remember(part);
        document.getElementById("_pager")?.before(part);
      }
    }
    for (const list of next.querySelectorAll("[data-list]")) {
      const own = document.getElementById(list.id);
      if (!own) return location.reload();
      const before = keyed(own);
      const after = keyed(list);
      for (const [key, row] of before) if (!after.has(key)) row.remove();
      let at = own.firstElementChild;
      for (const [key, row] of after) {
        const old = before.get(key);
        const now = old ? exchange(old, row, flash) : row;
        if (!old) {
          known.set(row, row.outerHTML);
          if (flash) row.classList.add("fresh");
        }
        if (at === old) at = now;
        if (at === now) at = at.nextElementSibling;
        else own.insertBefore(now, at);
      }
    }
  };

  // The first row in sight stays where it is, whatever becomes of those above.
  const steadily = (change) => {
    const all = [...document.querySelectorAll("[data-list] > [data-key]")];
    const bar = document.querySelector(".heads")?.getBoundingClientRect().bottom || 0;
    const first = scrollY > 0 && all.find((row) => row.getBoundingClientRect().bottom > bar + 1);
    const key = first && first.dataset.key;
    const top = first && first.getBoundingClientRect().top;
    change();
    if (!first) return;
    const now = document.querySelector(`[data-list] > [data-key="${CSS.escape(key)}"]`);
    if (now) scrollBy({ top: now.getBoundingClientRect().top - top, behavior: "instant" });
  };

  const refresh = async (flash, focus) => {
    const number = ++asked;
    let next;
    try {
      const answer = await fetch(location.href, { cache: "no-store" });
      const html = await answer.text();
      next = new DOMParser().parseFromString(html, "text/html");
    } catch {
      return;
    }
    if (number !== asked) return;
    // Another kind of page: there is a site now, or the document is gone.
    const same = next.body.className === document.body.className && next.querySelectorAll("[data-list]").length;
    if (!same || !document.querySelector("[data-list]")) {
      if (next.body.innerHTML !== document.body.innerHTML) location.reload();
      return;
    }
    document.title = next.title;
    steadily(() => patch(next, flash));
    if (focus) document.getElementById(focus)?.focus();
    document.dispatchEvent(new CustomEvent("desk:shown"));
  };

  const listen = () => {
    if (source || document.visibilityState === "hidden") return;
    source = new EventSource(`/__diglot/events?page=${encodeURIComponent(location.pathname)}`);
    source.addEventListener("build", (event) => {
      const message = JSON.parse(event.data);
      token = message.token;
      editor = message.editor;
      if (said && said.classList.contains("lost")) say("");
      said?.classList.remove("lost");
      const closed = document.getElementById("_closed");
      if (closed) closed.hidden = Boolean(token) || !message.build;
      document.documentElement.toggleAttribute("data-closed", !token);
      // The page that was loaded may be older than the first event.
      if (message.build && message.build !== build) refresh(build >= 0);
      build = message.build;
      document.documentElement.dataset.build = build;
    });
    source.addEventListener("error", () => {
      said?.classList.add("lost");
      say(words.lost, true);
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

  const send = async (action, body) => {
    try {
      const answer = await fetch(`/__diglot/do/${action}`, {
        method: "POST",
        headers: { "content-type": "application/json", "x-diglot-token": token || "" },
        body: JSON.stringify(body),
      });
      const type = answer.headers.get("content-type") || "";
      if (answer.status === 204) return {};
      const told = type.startsWith("application/json") ? await answer.json() : {};
      if (answer.ok) return told;
      say(told[`message_${lang}`] || words.failed, true);
      // What was clicked is no longer what is there.
      if (answer.status === 409) refresh(true);
    } catch {
      say(words.failed, true);
    }
    return null;
  };

  const accept = async (from, waive) => {
    const { document: name, lang: into, unit, seen } = from.dataset;
    const buttons = from.matches("button") ? [from] : [...from.querySelectorAll("button")];
    buttons.forEach((button) => (button.disabled = true));
    const done = await send("accept", { document: name, lang: into, unit, seen, waive });
    buttons.forEach((button) => (button.disabled = false));
    if (done) say(waive ? words.waived : words.accepted(done.accepted));
  };

  // Opens a place in the editor; without one, copies it.
  const openPlace = async ({ path, line, column }) => {
    const name = Number(line) ? `${path}:${line}` : path;
    if (token && editor) {
      const done = await send("open", { path, line: Number(line), column: Number(column) });
      return done && say(words.opened(name));
    }
    try {
      await navigator.clipboard.writeText(name);
      say(words.copied(name));
    } catch {
      say(name);
    }
  };

  const open = () => [...document.querySelectorAll(".unit")].filter((unit) => isOpen(unit));
  const isOpen = (unit) => !["", "current", "waived"].includes(unit.dataset.state) || unit.querySelector(".findings");

  // The next section with something to do, after the one that stands at the top.
  const step = (way) => {
    const bar = document.querySelector(".heads").getBoundingClientRect().bottom;
    const top = (unit) => unit.getBoundingClientRect().top - bar;
    const all = open();
    const found = way > 0 ? all.find((unit) => top(unit) > 12) : all.reverse().find((unit) => top(unit) < -4);
    const target = found || null;
    if (!target) return say(words.none);
    scrollBy({ top: top(target) - 8, behavior: "instant" });
    target.querySelector(".name").focus({ preventScroll: true });
  };

  const view = (change) => send("view", change);

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-go]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
      event.preventDefault();
      history.pushState(null, "", link.href);
      refresh(false, link.id);
      return;
    }
    const place = event.target.closest("button.place");
    if (place) return openPlace(place.dataset);
    const from = event.target.closest("button[data-act]");
    if (!from) return;
    switch (from.dataset.act) {
      case "accept":
        return accept(from);
      case "next":
        return step(1);
      case "previous":
        return step(-1);
      case "usual":
        return view({ usual: true });
    }
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.id === "_filters") {
      event.preventDefault();
      return filter();
    }
    if (form.id === "_view") return event.preventDefault();
    if (form.dataset.act !== "waive") return;
    event.preventDefault();
    accept(form, form.elements.reason.value);
  });

  const filters = document.getElementById("_filters");
  let typing = 0;
  const filter = () => {
    clearTimeout(typing);
    const chosen = new URLSearchParams();
    for (const [name, value] of new FormData(filters)) if (value) chosen.append(name, value);
    const query = chosen.toString();
    history.replaceState(null, "", location.pathname + (query && `?${query}`));
    refresh(false);
  };
  filters?.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(filter, 150);
  });

  document.addEventListener("change", (event) => {
    const box = event.target;
    if (box.form?.id === "_view") {
      if (box.name === "as_of") return box.value && view({ as_of: box.value });
      return view({ drafts: box.checked });
    }
    if (!box.dataset.toggle) return;
    toggle(box.dataset.toggle, box.checked);
    try {
      localStorage.setItem(`diglot:${box.dataset.toggle}`, box.checked ? "1" : "");
    } catch {
      // Storage may be forbidden; the choice then ends with the page.
    }
  });

  const toggle = (name, on) => main.classList.toggle(name, on);
  for (const box of document.querySelectorAll("[data-toggle]")) {
    let kept = null;
    try {
      kept = localStorage.getItem(`diglot:${box.dataset.toggle}`);
    } catch {
      // As above.
    }
    if (kept !== null) box.checked = kept === "1";
    toggle(box.dataset.toggle, box.checked);
  }

  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
    const isPair = document.body.className === "pair";
    if (event.key === "n" && isPair) step(1);
    else if (event.key === "p" && isPair) step(-1);
    else if (event.key === "/" && filters) {
      event.preventDefault();
      filters.elements.q.focus();
    }
  });

  document.addEventListener("visibilitychange", () => (document.visibilityState === "hidden" ? hush() : listen()));
  addEventListener("pagehide", hush);
  addEventListener("pageshow", listen);
  addEventListener("popstate", (event) => {
    if (!location.hash || event.state) refresh(false);
  });
  listen();
})();
