// The search as readers see it: a dialog on every page, and a page of its own. What it finds comes from
// search-engine.js, which is loaded when somebody is about to search.
(function () {
  "use strict";
  var button = document.querySelector(".search-button");
  if (!button) return;
  var own = document.documentElement.lang;
  var labels = button.getAttribute("data-words").split("|");
  var languages = button.getAttribute("data-languages").split(",").map(function (text) {
    var part = text.split(" ");
    return { lang: part[0], url: part[1], index: part[2] };
  });
  var here = languages.filter(function (language) { return language.lang === own; })[0] || languages[0];
  var SORTS = { g: "guide", q: "question", c: "clause", t: "term" };
  var IN_DIALOG = 6;
  var ON_PAGE = 10;

  // A policy may ask that scripts load others on purpose only (Trusted Types).
  var trusted = window.trustedTypes && trustedTypes.createPolicy("diglot", { createScriptURL: function (address) { return address; } });
  var loading = null;
  function load() {
    if (loading) return loading;
    loading = Promise.all(button.getAttribute("data-scripts").split(" ").map(function (address) {
      return new Promise(function (resolve, reject) {
        var script = document.createElement("script");
        // Each builds on those before it.
        script.async = false;
        script.src = trusted ? trusted.createScriptURL(address) : address;
        script.onload = resolve;
        script.onerror = reject;
        document.head.appendChild(script);
      });
    })).then(function () { return window.diglotSearch.open(here.index); });
    loading.catch(function () { loading = null; });
    return loading;
  }
  ["pointerenter", "focus"].forEach(function (event) {
    button.addEventListener(event, function () { load().catch(function () {}); }, { once: true });
  });

  function element(name, attributes, children) {
    var made = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    (children || []).forEach(function (child) { made.append(child); });
    return made;
  }
  function marked(parts) {
    return parts.map(function (part) { return part[1] ? element("mark", {}, [part[0]]) : part[0]; });
  }
  function counted(words, count) {
    return count === 1 ? words.found_one : (words.found_many || "{count}").replace("{count}", count.toLocaleString(own));
  }

  // A field with its results, in the dialog or on the page.
  function Box(id, isPage) {
    var box = this;
    box.isPage = isPage;
    box.shown = ON_PAGE;
    box.sort = "";
    box.active = -1;
    box.input = element("input", {
      type: "text", class: "search-input", role: "combobox", "aria-expanded": "false", "aria-controls": id + "-results",
      "aria-autocomplete": "list", "aria-label": labels[0], placeholder: labels[1], autocomplete: "off",
      autocapitalize: "off", spellcheck: "false", enterkeyhint: "search", inputmode: "search", maxlength: "200"
    });
    box.status = element("p", { class: "search-status", role: "status" });
    box.offers = element("div", { class: "search-offers" });
    box.filters = element("div", { class: "search-filters", role: "group" });
    box.list = element("div", { class: "search-results", role: "listbox", id: id + "-results", "aria-label": labels[1] });
    box.more = element("p", { class: "search-more" });
    box.id = id;
    box.input.addEventListener("input", function () { box.shown = ON_PAGE; box.ask(); });
    box.input.addEventListener("keydown", function (event) { box.key(event); });
  }

  Box.prototype.key = function (event) {
    var options = this.list.children;
    var move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.isComposing) return;
    if (move && options.length) {
      event.preventDefault();
      var next = this.active + move;
      // Before the first and behind the last is the field itself.
      this.choose(next >= options.length ? -1 : next < -1 ? options.length - 1 : next);
    } else if (event.key === "Enter") {
      event.preventDefault();
      var chosen = options[Math.max(this.active, 0)];
      if (this.waiting) this.goes = true;
      else if (chosen) this.follow(chosen, event);
    } else if (event.key === "Escape" && this.isPage && this.input.value) {
      this.input.value = "";
      this.ask();
    }
  };
  Box.prototype.follow = function (option, event) {
    if (event && (event.ctrlKey || event.metaKey)) { window.open(option.href); return; }
    option.click();
  };
  Box.prototype.choose = function (at) {
    var options = this.list.children;
    if (options[this.active]) options[this.active].setAttribute("aria-selected", "false");
    this.active = at;
    if (options[at]) {
      options[at].setAttribute("aria-selected", "true");
      this.input.setAttribute("aria-activedescendant", options[at].id);
      options[at].scrollIntoView({ block: "nearest" });
    } else this.input.removeAttribute("aria-activedescendant");
  };

  // Searches for what is typed; what comes in after something newer was typed is left aside.
  Box.prototype.ask = function () {
    var box = this;
    var query = box.input.value.replace(/\s+/g, " ").replace(/^ /, "");
    var turn = box.turn = (box.turn || 0) + 1;
    box.goes = false;
    if (!query.trim()) { box.waiting = false; box.empty(); return Promise.resolve(); }
    box.waiting = true;
    return load().then(async function (index) {
      var found = await index.search(query);
      if (turn !== box.turn) return;
      await box.show(index, found, turn);
      box.waiting = false;
      if (box.goes && box.list.firstChild) box.follow(box.list.firstChild);
    }).catch(function () {
      if (turn !== box.turn) return;
      box.waiting = false;
      box.empty();
      box.status.textContent = labels[3];
    });
  };
  Box.prototype.empty = function () {
    this.list.textContent = this.offers.textContent = this.filters.textContent = this.more.textContent = "";
    this.filters.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    this.active = -1;
    this.status.textContent = this.words ? this.words.start : "";
    this.remember("");
  };

  Box.prototype.show = async function (index, found, turn) {
    var box = this;
    var words = box.words = index.words;
    var counts = {};
    found.results.forEach(function (result) { counts[result.sort] = (counts[result.sort] || 0) + 1; });
    if (box.sort && !counts[box.sort]) box.sort = "";
    var results = found.results.filter(function (result) { return !box.sort || result.sort === box.sort; });
    var shown = results.slice(0, box.isPage ? box.shown : IN_DIALOG);
    var texts = await Promise.all(shown.map(function (result) { return index.texts(result, found.wanted); }));
    var suggestion = found.unknown.length ? await index.suggestion(found) : null;
    var others = results.length ? [] : await elsewhere(found.query);
    if (turn !== box.turn) return;
    box.list.replaceChildren.apply(box.list, [].concat.apply([], texts.map(function (text) { return box.options(text, words); })));
    Array.from(box.list.children).forEach(function (option, at) {
      option.id = box.id + "-" + at;
      option.addEventListener("pointermove", function () { if (box.active !== at) box.choose(at); });
    });
    box.active = -1;
    box.choose(results.length && !box.isPage ? 0 : -1);
    box.input.setAttribute("aria-expanded", String(results.length > 0));
    box.status.textContent = results.length ? counted(words, results.length) : words.found_none.replace("{query}", found.query.trim());
    box.filter(counts, words);
    box.offer(suggestion, others, words);
    box.rest(results.length, shown.length, found.query, words);
    box.remember(found.query);
  };

  // One page: its best passage, then others of it.
  Box.prototype.options = function (text, words) {
    return text.passages.map(function (passage, at) {
      var isPage = !passage.title.length;
      var kind = element("span", { class: "search-kind" }, [words[SORTS[text.sort]]]);
      var around = isPage ? text.crumb : text.name;
      var place = element("span", { class: "search-place" }, around ? [kind, " ", element("span", {}, [around])] : [kind]);
      var number = passage.number ? [element("span", { class: "number" }, [passage.number]), " "] : [];
      var title = element("span", { class: "search-title" }, number.concat(marked(isPage ? text.title : passage.title)));
      var excerpt = element("span", { class: "search-text" }, marked(passage.text));
      var parts = at ? [title, excerpt] : [place, title, excerpt];
      return element("a", { role: "option", "aria-selected": "false", tabindex: "-1", href: passage.url, class: at ? "search-result also" : "search-result" }, parts);
    });
  };

  Box.prototype.filter = function (counts, words) {
    var box = this;
    var sorts = Object.keys(SORTS).filter(function (sort) { return counts[sort]; });
    box.filters.setAttribute("aria-label", words.filter);
    box.filters.hidden = sorts.length < 2;
    if (sorts.length < 2) { box.filters.textContent = ""; return; }
    var buttons = [""].concat(sorts).map(function (sort) {
      var name = sort ? words[SORTS[sort] + "s"] : words.all;
      var chip = element("button", { type: "button", "aria-pressed": String(box.sort === sort), "data-sort": sort }, [name]);
      if (sort) chip.append(" ", element("span", {}, [String(counts[sort])]));
      chip.addEventListener("click", function () {
        box.sort = sort;
        box.shown = ON_PAGE;
        box.ask().then(function () {
          var same = box.filters.querySelector("[data-sort='" + sort + "']");
          if (same) same.focus();
        });
      });
      return chip;
    });
    box.filters.replaceChildren.apply(box.filters, buttons);
  };

  // What the other languages have, where this one has nothing.
  function elsewhere(query) {
    return Promise.all(languages.filter(function (language) { return language !== here; }).map(function (language) {
      return window.diglotSearch.open(language.index).then(async function (index) {
        var found = await index.matches(query);
        return { language: language, words: index.words, count: found.results.length };
      }).catch(function () { return { count: 0 }; });
    })).then(function (all) { return all.filter(function (other) { return other.count; }); });
  }
  function searchUrl(url, query) {
    return url + "?q=" + encodeURIComponent(query.trim());
  }
  Box.prototype.offer = function (suggestion, others, words) {
    var box = this;
    box.offers.textContent = "";
    if (suggestion) {
      var link = element("a", { href: searchUrl(here.url, suggestion) }, [suggestion]);
      link.addEventListener("click", function (event) {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        box.input.value = suggestion;
        box.input.focus();
        box.ask();
      });
      box.offers.append(element("p", {}, [words["try"], link]));
    }
    others.forEach(function (other) {
      var link = { href: searchUrl(other.language.url, box.input.value), lang: other.language.lang, hreflang: other.language.lang };
      box.offers.append(element("p", {}, [element("a", link, [counted(other.words, other.count)])]));
    });
  };
  Box.prototype.rest = function (count, shown, query, words) {
    var box = this;
    box.more.textContent = "";
    if (count <= shown) return;
    if (!box.isPage) {
      box.more.append(element("a", { href: searchUrl(here.url, query) }, [words.more + " (" + (count - shown) + ")"]));
      return;
    }
    var more = element("button", { type: "button", class: "button" }, [words.more]);
    more.addEventListener("click", function () {
      box.shown += ON_PAGE;
      box.ask().then(function () { box.choose(shown); box.input.focus(); });
    });
    box.more.append(more);
  };
  // The address of the page says what was asked for, so that it can be sent on and gone back to.
  Box.prototype.remember = function (query) {
    if (!this.isPage) return;
    var asked = query.trim() ? "?q=" + encodeURIComponent(query.trim()) + (this.sort ? "&t=" + this.sort : "") : "";
    if (location.search !== asked) history.replaceState(history.state, "", location.pathname + asked);
  };

  /* The page */

  var place = document.getElementById("_search");
  if (place) {
    var page = new Box("_search", true);
    var asked = new URLSearchParams(location.search);
    page.input.value = asked.get("q") || "";
    page.sort = asked.get("t") || "";
    place.append(element("div", { class: "search-field", role: "search" }, [button.querySelector(".icon").cloneNode(true), page.input]));
    place.append(page.filters, page.status, page.offers, page.list, page.more);
    page.filters.hidden = true;
    load().then(function (index) {
      page.words = index.words;
      page.ask();
    }).catch(function () {});
    page.input.focus();
  }

  /* The dialog */

  var dialog = null;
  var box = null;
  function open(event) {
    if (place) {
      event.preventDefault();
      page.input.focus();
      page.input.select();
      return;
    }
    if (event.ctrlKey && event.type === "click" || event.shiftKey && event.type === "click") return;
    event.preventDefault();
    if (!dialog) make();
    load().then(function (index) {
      box.words = index.words;
      if (!box.input.value.trim()) box.empty();
      help(index.words);
    }).catch(function () {});
    dialog.showModal();
    box.input.select();
  }
  function make() {
    box = new Box("_find", false);
    var close = element("button", { type: "button", class: "search-close" }, [labels[2]]);
    close.addEventListener("click", function () { dialog.close(); });
    dialog = element("dialog", { class: "search-dialog", "aria-label": labels[0] }, [
      element("div", { class: "search-field", role: "search" }, [button.querySelector(".icon").cloneNode(true), box.input, close]),
      element("div", { class: "search-body" }, [box.filters, box.status, box.offers, box.list, box.more]),
      element("p", { class: "search-help", "aria-hidden": "true" })
    ]);
    box.filters.hidden = true;
    // Beside the dialog, or on a place of the same page: it has served.
    dialog.addEventListener("click", function (event) {
      if (event.target === dialog || (event.target.closest && event.target.closest("a[href]"))) dialog.close();
    });
    dialog.addEventListener("close", function () { button.focus({ preventScroll: true }); });
    document.body.append(dialog);
  }
  function help(words) {
    var line = dialog.querySelector(".search-help");
    if (line.firstChild) return;
    [["↑ ↓", words.choose], ["↵", words.open], ["Esc", words.leave]].forEach(function (pair) {
      line.append(element("span", {}, [element("kbd", {}, [pair[0]]), " " + pair[1]]));
    });
  }
  button.addEventListener("click", open);
  document.addEventListener("keydown", function (event) {
    var typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable;
    var slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
    var k = event.key === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if ((slash || k) && !(dialog && dialog.open)) open(event);
  });
})();
