// Sets the remembered theme before the first paint and, on the root page of a site that follows its readers,
// goes to the language they chose or their browser asks for. Everything else waits for diglot.js.
(function () {
  "use strict";
  var root = document.documentElement;
  root.setAttribute("data-script", "");

  // Storage throws when cookies are refused; the page then simply follows the system.
  function remembered(key) {
    try { return localStorage.getItem(key); } catch (error) { return null; }
  }

  var theme = remembered("diglot-theme");
  if (theme === "light" || theme === "dark") root.setAttribute("data-theme", theme);

  var offer = document.currentScript.getAttribute("data-follow");
  // A reader who comes back to the root from inside the site wants to choose, not to be sent away again.
  if (!offer || document.referrer.indexOf(location.origin + "/") === 0) return;
  var languages = offer.split(",").map(function (text) {
    var part = text.split(" ");
    return { segment: part[0], tag: part[1].toLowerCase(), home: part[2] };
  });
  function first(test) { return languages.filter(test)[0]; }
  var chosen = remembered("diglot-language");
  var found = first(function (language) { return language.segment === chosen; });
  (navigator.languages || [navigator.language]).forEach(function (wish) {
    wish = wish.toLowerCase();
    found = found
      || first(function (language) { return language.tag === wish; })
      || first(function (language) { return language.tag.split("-")[0] === wish.split("-")[0]; });
  });
  if (found) location.replace(found.home);
})();
