// Makes a finished page handier: theme button, copy buttons, the contents list that follows the reader, the language
// switch that keeps the section. Without it every page can still be read, used and printed in full.
(function () {
  "use strict";
  var script = document.currentScript;
  var root = document.documentElement;

  function all(selector, from) {
    return Array.prototype.slice.call((from || document).querySelectorAll(selector));
  }
  function remember(key, value) {
    try {
      if (value) localStorage.setItem(key, value); else localStorage.removeItem(key);
    } catch (error) { /* storage refused: the choice lasts as long as the page */ }
  }
  function targetOf(hash) {
    if (hash.length < 2) return null;
    var id = hash.slice(1);
    try { id = decodeURIComponent(id); } catch (error) { /* a lone % is part of the id */ }
    return document.getElementById(id);
  }

  // An anchor that went to another page: who comes for it goes on. Without this, the page shows the way.
  function goOn() {
    var sign = targetOf(location.hash);
    var link = sign && sign.className === "moved" && sign.querySelector("a");
    if (link) location.replace(link.href);
  }
  addEventListener("hashchange", goOn);
  goOn();

  // What runs in the margins of printed pages is a property, as only styles reach them.
  function run(property, texts) {
    var text = texts.map(function (element) { return element.textContent.trim().replace(/\s+/g, " "); }).join(" \u00b7 ");
    if (text) root.style.setProperty(property, JSON.stringify(text));
  }
  run("--running", all("main h1").slice(0, 1));
  // At the foot of the page: which edition of a handbook this is, else where the page is found.
  var foot = ["main > .cover .standing > p:first-child", "main > .cover .edition > p > *", ".print-address"].map(function (selector) {
    return all(selector);
  });
  run("--running-foot", foot.filter(function (found) { return found.length; })[0] || []);

  // Theme: system, light, dark in turn.
  all(".theme-button").forEach(function (button) {
    var order = ["system", "light", "dark"];
    function name() {
      var label = button.getAttribute("data-" + (root.getAttribute("data-theme") || "system"));
      button.setAttribute("aria-label", label);
      button.title = label;
    }
    button.addEventListener("click", function () {
      var now = root.getAttribute("data-theme") || "system";
      var next = order[(order.indexOf(now) + 1) % order.length];
      if (next === "system") root.removeAttribute("data-theme"); else root.setAttribute("data-theme", next);
      remember("diglot-theme", next === "system" ? "" : next);
      name();
    });
    name();
  });

  // Sections: what can be read, linked to and found again in another language.
  var SECTION = "h2[id],h3[id],h4[id],h5[id],h6[id],.clause[id],details[id],dt[id]";
  var main = document.querySelector("main");
  var sections = [];

  var inset = parseFloat(getComputedStyle(root).scrollPaddingTop) || 0;

  function onScreen(element) {
    var box = element.getBoundingClientRect();
    return element.getClientRects().length > 0 && box.bottom > 0 && box.top < innerHeight;
  }
  // The place of the section being read: the one linked to while it is in sight, else the first that begins in the top
  // third of the window (a short one, scrolled to, has the next below it), else the last above; -1 before the first.
  function reading() {
    var target = targetOf(location.hash);
    if (target && main && main.contains(target) && onScreen(target.closest(SECTION) || target)) {
      var own = sections.indexOf(target.closest(SECTION));
      if (own >= 0) return own;
      // Inside no section (a footnote, a paragraph): the section it belongs to is the last one before it.
      for (var before = sections.length - 1; before >= 0; before--) {
        if (sections[before].compareDocumentPosition(target) & Node.DOCUMENT_POSITION_FOLLOWING) return before;
      }
      return -1;
    }
    var place = -1;
    for (var index = 0; index < sections.length; index++) {
      var section = sections[index];
      var top = section.getClientRects().length ? section.getBoundingClientRect().top : Infinity;
      if (top > innerHeight / 3) continue;
      place = index;
      // What is scrolled to keeps its distance from the top; a pixel may be lost in rounding.
      if (top >= parseFloat(getComputedStyle(section).scrollMarginTop) + inset - 1) break;
    }
    return place;
  }

  // Language switch: to the same section, or to the nearest earlier one that has a counterpart.
  var switches = all("a[data-switch]").map(function (link) {
    return { link: link, language: link.getAttribute("data-switch"), address: link.getAttribute("href") };
  });
  var pairs = {};
  function counterpart(id, language) {
    if (!Object.prototype.hasOwnProperty.call(pairs, id)) return id;
    return pairs[id] && pairs[id][language] || null;
  }
  function aim(place) {
    switches.forEach(function (entry) {
      var found = null;
      for (var index = place; index >= 0 && !found; index--) found = counterpart(sections[index].id, entry.language);
      entry.link.setAttribute("href", entry.address + (found ? "#" + encodeURIComponent(found) : ""));
    });
  }
  switches.forEach(function (entry) {
    ["pointerdown", "focus", "click"].forEach(function (event) {
      entry.link.addEventListener(event, function () { aim(reading()); });
    });
  });
  all("a[data-choose]").forEach(function (link) {
    link.addEventListener("click", function () { remember("diglot-language", link.getAttribute("data-choose")); });
  });

  // Contents list: marks the section being read.
  var marks = {};
  var marked = null;
  // What the page holds; a preview that changes it in place says so (`diglot:update`).
  function scan() {
    var block = document.getElementById("_switch");
    pairs = block ? JSON.parse(block.textContent) : {};
    // What the theme adds, such as the letters of a glossary, is no section of the text.
    sections = main ? all(SECTION, main).filter(function (section) { return section.id.charAt(0) !== "_"; }) : [];
    marks = {};
    all(".contents a[href^='#']").forEach(function (link) {
      marks[decodeURIComponent(link.hash.slice(1))] = link;
    });
  }
  scan();
  function follow() {
    var place = reading();
    var link = null;
    for (var index = place; index >= 0 && !link; index--) link = marks[sections[index].id] || null;
    if (link !== marked) {
      if (marked) marked.removeAttribute("aria-current");
      if (link) {
        link.setAttribute("aria-current", "true");
        // Only the list scrolls: scrollIntoView would also move the page under the reader.
        var list = link.closest(".contents");
        if (list.scrollHeight > list.clientHeight) list.scrollTop = link.offsetTop - list.clientHeight / 2;
      }
      marked = link;
    }
    aim(place);
  }
  var waiting = 0;
  function soon() {
    if (!waiting) waiting = requestAnimationFrame(function () { waiting = 0; follow(); });
  }
  addEventListener("scroll", soon, { passive: true });
  addEventListener("resize", soon);
  addEventListener("hashchange", soon);
  soon();
  document.addEventListener("diglot:update", function () { scan(); soon(); });

  // Details: opened when they, or something in them, are linked to; all opened for paper, then put back.
  function reveal() {
    var target = targetOf(location.hash);
    if (!target) return;
    var closed = false;
    for (var details = target.closest("details"); details; details = details.parentElement.closest("details")) {
      if (!details.open) { details.open = true; closed = true; }
    }
    if (closed) target.scrollIntoView();
  }
  addEventListener("hashchange", reveal);
  reveal();
  // A second click on the same link changes no hash, so the event above does not come.
  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a[href*='#']");
    if (link && link.hash && link.hash === location.hash && link.pathname === location.pathname) reveal();
  });
  // On paper a link is of no use without its address, unless it leads to a place of the same page, or its text is one.
  function address(link) {
    function bare(text) { return text.trim().replace(/^[a-z]+:(\/\/)?/i, "").replace(/\/$/, ""); }
    var leads = link.href;
    if (link.hash && link.href.split("#")[0] === location.href.split("#")[0]) return "";
    if (link.protocol === "mailto:" || link.protocol === "tel:") leads = leads.slice(link.protocol.length).split("?")[0];
    try { leads = decodeURI(leads); } catch (error) { /* a lone % stays as it is */ }
    return bare(link.textContent) === bare(leads) ? "" : leads;
  }
  var opened = [];
  addEventListener("beforeprint", function () {
    all(".prose a[href], .answer a[href]").forEach(function (link) { link.setAttribute("data-address", address(link)); });
    opened = all("main details:not([open])");
    opened.forEach(function (details) { details.open = true; });
    // What is wider than a sheet at its narrowest is set smaller, and its words broken: what does not fit would be cut off.
    all("main table").forEach(function (table) {
      table.style.inlineSize = "min-content";
      table.classList.toggle("wide", table.offsetWidth * 0.875 > 640);
      table.style.inlineSize = "";
    });
  });
  addEventListener("afterprint", function () {
    opened.forEach(function (details) { details.open = false; });
    opened = [];
  });
  all("[data-print]").forEach(function (button) {
    button.addEventListener("click", function () { print(); });
  });
  all("[data-open-all]").forEach(function (button) {
    var open = false;
    button.addEventListener("click", function () {
      open = !open;
      all("main details.entry").forEach(function (details) { details.open = open; });
      button.textContent = button.getAttribute(open ? "data-close-all" : "data-open-all");
    });
  });

  // The contents list on a narrow screen closes once it has served; beside the text it is open, and nothing to press.
  var beside = matchMedia("(width >= 76rem)");
  function standContents() {
    all(".contents details").forEach(function (details) {
      details.open = beside.matches;
      details.querySelector("summary").tabIndex = beside.matches ? -1 : 0;
    });
  }
  standContents();
  beside.addEventListener("change", standContents);
  document.addEventListener("diglot:update", function (event) {
    if (event.detail.elements.some(function (element) { return element.closest(".contents") || element.querySelector(".contents"); })) standContents();
  });
  document.addEventListener("click", function (event) {
    var details = !beside.matches && event.target.closest && event.target.closest(".contents details");
    if (details && event.target.closest("a")) details.open = false;
  });

  // The page's own place in a long menu is in view, in the column and in the panel of narrow screens.
  var menu = document.getElementById("_navigation");
  function showPlace() {
    var current = menu.querySelector("[aria-current]");
    if (current && menu.scrollHeight > menu.clientHeight) menu.scrollTop = current.offsetTop - menu.clientHeight / 2;
  }
  if (menu) {
    showPlace();
    menu.addEventListener("toggle", showPlace);
  }

  // Escape takes an explanation away that covers what is to be read; it comes back when it is asked for again.
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    all("a.defined:hover, a.defined:focus, a.defined:has(+ .explanation:hover)").forEach(function (link) {
      link.setAttribute("data-quiet", "");
      ["blur", "pointerleave"].forEach(function (name) {
        link.addEventListener(name, function () { link.removeAttribute("data-quiet"); }, { once: true });
      });
    });
  });

  // Copy buttons; the clipboard exists on secure pages only.
  if (!navigator.clipboard) return;
  var status = document.createElement("p");
  status.className = "unseen";
  status.setAttribute("role", "status");
  document.body.appendChild(status);
  function offerCopies() {
    all("figure.code").forEach(offerCopy);
  }
  // Made part by part: a policy with Trusted Types takes no HTML from scripts.
  function drawing(path) {
    function part(name, attributes) {
      var made = document.createElementNS("http://www.w3.org/2000/svg", name);
      Object.keys(attributes).forEach(function (key) { made.setAttribute(key, attributes[key]); });
      return made;
    }
    var svg = part("svg", { "class": "icon", width: 20, height: 20, viewBox: "0 0 20 20", fill: "none", stroke: "currentColor",
      "stroke-width": 1.6, "stroke-linejoin": "round", "aria-hidden": "true" });
    svg.appendChild(part("path", { d: path }));
    return svg;
  }
  function offerCopy(figure) {
    if (figure.querySelector(".copy")) return;
    var code = figure.querySelector("code");
    var button = document.createElement("button");
    var label = script.getAttribute("data-copy");
    button.type = "button";
    button.className = "copy";
    button.title = label;
    button.appendChild(drawing("M7 7h9.5v9.5H7zM13 7V3.5H3.5V13H7"));
    var text = button.appendChild(document.createElement("span"));
    text.textContent = label;
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(code.textContent.replace(/\n$/, "")).then(function () {
        var done = script.getAttribute("data-copied");
        text.textContent = status.textContent = done;
        button.setAttribute("data-done", "");
        setTimeout(function () { text.textContent = label; status.textContent = ""; button.removeAttribute("data-done"); }, 2000);
      });
    });
    figure.appendChild(button);
  }
  offerCopies();
  document.addEventListener("diglot:update", offerCopies);
  // A click on a permanent link also copies it; the address bar follows as without this.
  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a.permalink");
    if (!link) return;
    navigator.clipboard.writeText(link.href).then(function () {
      var done = script.getAttribute("data-copied");
      link.setAttribute("data-said", done);
      status.textContent = done;
      setTimeout(function () { link.removeAttribute("data-said"); status.textContent = ""; }, 2000);
    }, function () { /* refused: the address is in the address bar */ });
  });
})();
