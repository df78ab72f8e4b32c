// Makes a page of questions shorter on demand: by words, category and tag. Without it the contents list leads to each
// question, and the browser finds words in the page. It stands before diglot.js: a question that is linked to must be shown
// again before that one scrolls to it.
(function () {
  "use strict";
  var form, entries, count;

  function all(selector, from) {
    return Array.prototype.slice.call((from || document).querySelectorAll(selector));
  }
  // Readers type "delai" for "délai", and "coeur" for "cœur".
  function folded(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase()
      .replace(/œ/g, "oe").replace(/æ/g, "ae").replace(/[’ʼ]/g, "'").replace(/\s+/g, " ");
  }
  function field(name) { return form.elements.namedItem(name); }
  function value(name) { var own = field(name); return own ? own.value : ""; }

  function scan() {
    form = document.querySelector("[data-faq-filter]");
    count = form && form.querySelector("[data-faq-count]");
    entries = !form ? [] : all("main details.entry").map(function (element) {
      var category = element.closest(".category");
      var heading = category && category.querySelector("h2[id]");
      var tags = all(".tag", element).map(function (tag) { return tag.textContent; });
      var said = all("summary, .answer", element).map(function (part) { return part.textContent; });
      return {
        element: element,
        link: document.querySelector('.contents a[href="#' + CSS.escape(element.id) + '"]'),
        category: heading ? heading.id : "",
        tags: tags,
        text: folded(said.join(" ")),
      };
    });
  }

  function apply() {
    if (!form) return;
    var words = folded(value("words")).split(" ").filter(Boolean);
    var category = value("category");
    var tag = value("tag");
    var asked = words.length > 0 || category !== "" || tag !== "";
    var found = 0;
    entries.forEach(function (entry) {
      var shown = (!category || entry.category === category)
        && (!tag || entry.tags.indexOf(tag) >= 0)
        && words.every(function (word) { return entry.text.indexOf(word) >= 0; });
      if (shown) found++;
      entry.element.hidden = !shown;
      if (entry.link) entry.link.parentElement.hidden = !shown;
    });
    all("main .category").forEach(function (section) {
      section.hidden = !section.querySelector("details.entry:not([hidden])");
      var heading = section.querySelector("h2[id]");
      var link = heading && document.querySelector('.contents a[href="#' + CSS.escape(heading.id) + '"]');
      if (link) link.parentElement.hidden = section.hidden;
    });
    form.querySelector("[type=reset]").hidden = !asked;
    // Said only of what was asked for: a page that has just come says nothing.
    count.textContent = asked ? phrase(found) : "";
    remember(asked);
  }

  // French counts none as one, English does not; the browser knows for each language.
  function phrase(found) {
    var kind = found === 0 ? "none" : new Intl.PluralRules(document.documentElement.lang).select(found) === "one" ? "one" : "other";
    return count.getAttribute("data-" + kind).replace("{count}", found).replace("{total}", entries.length);
  }

  // What was asked for is part of the address, so that it can be passed on and comes back with the page.
  function remember(asked) {
    var query = new URLSearchParams();
    if (asked) ["words", "category", "tag"].forEach(function (name) { if (value(name)) query.set(name, value(name)); });
    var text = query.toString();
    var address = location.pathname + (text ? "?" + text : "") + location.hash;
    if (address !== location.pathname + location.search + location.hash) history.replaceState(history.state, "", address);
  }
  function recall() {
    var query = new URLSearchParams(location.search);
    ["words", "category", "tag"].forEach(function (name) {
      if (form && field(name) && query.has(name)) field(name).value = query.get(name);
    });
  }

  // A question that is linked to is shown, whatever was asked for.
  function reveal() {
    var id = location.hash.slice(1);
    try { id = decodeURIComponent(id); } catch (error) { /* a lone % is part of the id */ }
    var target = id && document.getElementById(id);
    var entry = target && target.closest("details.entry");
    if (entry && entry.hidden) clear();
  }
  function clear() {
    ["words", "category", "tag"].forEach(function (name) { if (field(name)) field(name).value = ""; });
    apply();
  }

  function begin() {
    scan();
    if (!form) return;
    recall();
    form.addEventListener("input", apply);
    form.addEventListener("change", apply);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    // The fields are put back only after this event, and to what the address said when the page came.
    form.addEventListener("reset", function (event) {
      event.preventDefault();
      clear();
    });
    apply();
    reveal();
  }
  addEventListener("hashchange", reveal);
  document.addEventListener("diglot:update", function () {
    var before = form;
    scan();
    if (form && form !== before) begin(); else apply();
  });
  begin();
})();
