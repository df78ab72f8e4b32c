// Turns a text into the words that an index knows it by, as the program does that makes the index (`src/search/words.rs`):
// in lower case, elisions taken off, stemmed, without accents. Knows no index.
(function () {
  "use strict";

  var ELIDED = new Set(["c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "presqu", "quelqu"]);
  var LONGEST = 40;
  var RUN = /[\p{L}\p{N}\p{M}]+(?:[.\-_\u2011'’][\p{L}\p{N}\p{M}]+)*/gu;
  var JOINT = /[.\-_\u2011]/;

  function fold(text) {
    return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/œ/g, "oe").replace(/æ/g, "ae").replace(/ß/g, "ss");
  }
  function length(text) {
    return Array.from(text).length;
  }

  // Every piece of a text between apostrophes: its parts and, if it has several, the compound; each with its key, its form
  // and its place.
  function pieces(language, stop, text) {
    var found = [];
    for (var match of text.matchAll(RUN)) {
      var sides = match[0].split(/['’]/);
      var from = 0;
      var to = sides.length;
      var apart = language !== "fr" && language !== "en";
      if (language === "fr") while (from < to - 1 && ELIDED.has(lower(sides[from]))) from++;
      if (language === "en" && to > 1 && lower(sides[to - 1]) === "s") to--;
      var start = match.index + sides.slice(0, from).join("'").length + (from ? 1 : 0);
      if (!apart) {
        found.push(piece(language, stop, sides.slice(from, to).join(""), start, match.index + match[0].length));
        continue;
      }
      sides.forEach(function (side) {
        found.push(piece(language, stop, side, start, start + side.length));
        start += side.length + 1;
      });
    }
    return found;
  }
  function lower(text) {
    return text.normalize("NFC").toLowerCase().replace(/œ/g, "oe").replace(/æ/g, "ae");
  }
  function piece(language, stop, text, start, end) {
    var whole = lower(text);
    var parts = whole.split(JOINT);
    var at = start;
    var words = parts.map(function (part) {
      var word = { key: key(language, part), form: part, start: at, end: parts.length > 1 ? at + part.length : end };
      at += part.length + 1;
      return word;
    });
    var counted = words.filter(function (word) { return length(word.form) <= LONGEST && !stop.has(fold(word.form)); });
    var compound = null;
    if (parts.length > 1 && length(whole) <= LONGEST) {
      compound = { key: fold(whole).replace(/[\-_\u2011]/g, ""), form: whole.replace(/\u2011/g, "-"), start: start, end: end };
    }
    return { parts: counted, compound: compound };
  }
  function key(language, word) {
    var stem = window.diglotStem && window.diglotStem[language];
    return fold(stem && !/\p{N}/u.test(word) ? stem(word) : word);
  }
  function keys(language, stop, text) {
    var all = pieces(language, stop, text).map(function (piece) {
      return piece.parts.concat(piece.compound ? [piece.compound] : []);
    });
    return [].concat.apply([], all).map(function (word) { return word.key; });
  }

  window.diglotSearch = { fold: fold, lower: lower, pieces: pieces, key: key, keys: keys, RUN: RUN, JOINT: JOINT };
})();
