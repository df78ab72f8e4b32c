// Reloads the page when its own bytes changed, swaps styles and images in place, and lists errors over the page.
// Everything it shows is in a shadow root with a constructed style sheet: no inline style, so any policy that
// allows this file allows it too.
(() => {
  "use strict";
  const tag = document.currentScript;
  const digest = tag ? tag.dataset.digest || "" : "";
  const root = document.documentElement;
  const kept = "diglot:scroll";
  const tried = "diglot:tried";
  let source = null;
  let last = "";
  let closed = "";
  let host = null;

  const words = {
    fr: {
      title: (n) => (n > 1 ? `${n} erreurs` : "1 erreur"),
      close: "Fermer",
      more: (n) => (n > 1 ? `et ${n} autres` : "et 1 autre"),
      help: "Pour corriger\u00a0: ",
    },
    en: {
      title: (n) => (n > 1 ? `${n} errors` : "1 error"),
      close: "Close",
      more: (n) => `and ${n} more`,
      help: "To mend it: ",
    },
  };

  const style = `
    :host { all: initial; }
    section { position: fixed; inset: auto 0 0 0; z-index: 2147483647; max-height: 50vh; overflow: auto;
      box-sizing: border-box; padding: 1rem 1.25rem 1.25rem; background: #1c1f26; color: #f1f3f6;
      border-top: 3px solid #ff8a80; font: 15px/1.5 system-ui, sans-serif; text-align: start;
      box-shadow: 0 -8px 32px rgb(0 0 0 / 35%); }
    header { display: flex; align-items: center; justify-content: space-between; gap: 1rem; }
    h2 { margin: 0; font-size: 1.1rem; color: #ff8a80; }
    button { font: inherit; padding: .3rem .8rem; color: inherit; background: transparent;
      border: 1px solid #8b93a1; border-radius: .35rem; cursor: pointer; }
    button:hover { background: #2d323c; }
    :focus-visible { outline: 2px solid #9cc4ff; outline-offset: 2px; }
    ol { margin: .75rem 0 0; padding: 0; list-style: none; }
    li { padding: .6rem 0; border-top: 1px solid #39404c; overflow-wrap: anywhere; }
    li:first-child { border-top: 0; }
    code { font: 13px/1.5 ui-monospace, monospace; color: #b9c2d0; }
    p { margin: .15rem 0 0; }
    .help { color: #b7e0b1; }
    @media print { section { display: none; } }
  `;

  const language = (fallback) => {
    const lang = root.lang.slice(0, 2).toLowerCase();
    return words[lang] ? lang : words[fallback] ? fallback : "en";
  };

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

  const element = (name, text, className) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (className) made.className = className;
    return made;
  };

  const hide = () => {
    if (host) host.remove();
    host = null;
  };

  const item = (problem, lang) => {
    const line = problem.line ? `:${problem.line}:${problem.column}` : "";
    const li = element("li");
    li.append(
      element("code", `${problem.path}${line}  ${problem.code}`),
      element("p", problem[`message_${lang}`]),
    );
    const help = problem[`help_${lang}`];
    if (help) li.append(element("p", words[lang].help + help, "help"));
    return li;
  };

  const show = (message) => {
    hide();
    const state = JSON.stringify(message.problems);
    if (!message.errors || root.hasAttribute("data-diglot") || state === closed) return;
    const lang = language(message.tongue);
    host = document.createElement("diglot-overlay");
    const shadow = host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    shadow.adoptedStyleSheets = [sheet];
    const section = element("section");
    section.setAttribute("role", "alert");
    section.lang = lang;
    const header = element("header");
    const button = element("button", words[lang].close);
    button.type = "button";
    button.addEventListener("click", () => {
      closed = state;
      hide();
    });
    header.append(element("h2", words[lang].title(message.errors)), button);
    const list = element("ol");
    for (const problem of message.problems) list.append(item(problem, lang));
    const left = message.errors - message.problems.length;
    if (left > 0) list.append(element("li", words[lang].more(left)));
    section.append(header, list);
    shadow.append(section);
    document.body.append(host);
  };

  const reload = (message) => {
    // A page that is never what was announced (a proxy's copy, say) must not reload for ever.
    if (message && recall(tried) === message.digest) return;
    if (message) remember(tried, message.digest || "");
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

  // Replaces what can be replaced in place; says whether anything else of the page changed.
  const swap = (assets, build) => {
    let other = false;
    for (const asset of assets) {
      for (const link of document.querySelectorAll("link[href]")) {
        if (path(link.href) !== asset) continue;
        if (!link.relList.contains("stylesheet")) continue;
        const next = link.cloneNode();
        next.href = `${asset}?build=${build}`;
        next.addEventListener("load", () => link.remove(), { once: true });
        link.after(next);
      }
      for (const image of document.images) {
        if (path(image.src) === asset) image.src = `${asset}?build=${build}`;
        else if (path(image.currentSrc) === asset) other = true;
      }
      for (const script of document.scripts) if (script.src && path(script.src) === asset) other = true;
    }
    return other;
  };

  const listen = () => {
    if (source || document.visibilityState === "hidden") return;
    const query = `page=${encodeURIComponent(location.pathname)}&digest=${digest}&since=${last}`;
    source = new EventSource(`/__diglot/events?${query}`);
    source.addEventListener("build", (event) => {
      const message = JSON.parse(event.data);
      last = event.lastEventId;
      document.dispatchEvent(new CustomEvent("diglot:build", { detail: message }));
      if (message.changed) reload(message);
      else if (swap(message.assets, message.build)) reload();
      show(message);
    });
    source.addEventListener("error", () => {
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
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && host) host.shadowRoot.querySelector("button").click();
  });

  if (recall(tried) === digest) remember(tried, "");
  const place = JSON.parse(recall(kept) || "null");
  if (place && place[0] === location.pathname) {
    const back = () => scrollTo({ left: place[1], top: place[2], behavior: "instant" });
    back();
    addEventListener("load", back, { once: true });
  }
  remember(kept, "null");
  listen();
})();
