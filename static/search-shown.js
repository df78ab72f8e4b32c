// Turns what was found into what readers are shown of it: titles and excerpts with the words marked, and other words for
// those that nobody uses. Ranks nothing; search-engine.js does.
(function () {
  "use strict";
  var search = window.diglotSearch;
  var Index = search.Index;
  var fold = search.fold;
  // Letters of an excerpt.
  var LENGTH = 170;

  // The texts of a result: title and address of its page, and every passage with what is to be marked in it.
  Index.prototype.texts = async function (result, wanted) {
    var index = this;
    var passages = await Promise.all(result.passages.map(async function (one) {
      var page = await index.page(result, one);
      var own = page[5][one.passage - page[1]];
      return {
        page: page,
        url: page[3] + (own[0] ? "#" + encodeURIComponent(own[0]) : ""),
        number: own[1],
        title: index.marked(own[2], wanted),
        text: index.excerpt(own[3], wanted)
      };
    }));
    // Parts of one section have one address.
    passages = passages.filter(function (one, at) {
      return passages.findIndex(function (other) { return other.url === one.url; }) === at;
    });
    var page = passages[0].page;
    return { title: index.marked(page[2], wanted), name: page[2], url: page[3], crumb: page[4], sort: result.sort, passages: passages };
  };

  Index.prototype.places = function (text, wanted) {
    var places = [];
    search.pieces(this.language, this.stop, text).forEach(function (piece) {
      (piece.compound ? [piece.compound] : []).concat(piece.parts).forEach(function (word) {
        wanted.forEach(function (want, at) {
          if (want.found.has(word.key)) places.push({ want: at, start: word.start, end: word.end });
        });
      });
    });
    return places;
  };

  // A text in parts: [what it says, whether it is to be marked].
  Index.prototype.marked = function (text, wanted) {
    return cut(text, 0, text.length, this.places(text, wanted));
  };
  function cut(text, from, to, places) {
    var parts = [];
    var at = from;
    places.forEach(function (place) {
      if (place.start < at || place.end > to) return;
      if (place.start > at) parts.push([text.slice(at, place.start), false]);
      parts.push([text.slice(place.start, place.end), true]);
      at = place.end;
    });
    if (at < to) parts.push([text.slice(at, to), false]);
    return parts;
  }

  // The part of a text that holds most of the words asked for.
  Index.prototype.excerpt = function (text, wanted) {
    // Paragraphs, cells and terms stand on lines of their own.
    text = text.replace(/([.!?:;…])?\n+/g, function (_, end) { return end ? end + " " : " · "; });
    var places = this.places(text, wanted);
    var best = { start: 0, count: 0 };
    for (var first = 0; first < places.length; first++) {
      var seen = new Set();
      for (var at = first; at < places.length && places[at].end < places[first].start + LENGTH - 30; at++) seen.add(places[at].want);
      if (seen.size > best.count) best = { start: places[first].start, count: seen.size };
    }
    var from = best.start < 60 ? 0 : text.indexOf(" ", best.start - 45) + 1;
    if (from > best.start) from = best.start;
    var to = from + LENGTH >= text.length ? text.length : text.lastIndexOf(" ", from + LENGTH);
    if (to <= from) to = Math.min(from + LENGTH, text.length);
    var parts = cut(text, from, to, places);
    if (from > 0) parts.unshift(["… ", false]);
    if (to < text.length) parts.push([" …", false]);
    return parts;
  };

  // Letters added, left out, exchanged for others or with their neighbours (optimal string alignment).
  function distance(a, b, most) {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    var rows = [[]];
    for (var column = 0; column <= b.length; column++) rows[0].push(column);
    for (var row = 1; row <= a.length; row++) {
      rows.push([row]);
      var least = row;
      for (column = 1; column <= b.length; column++) {
        var value = Math.min(rows[row - 1][column] + 1, rows[row][column - 1] + 1,
          rows[row - 1][column - 1] + (a[row - 1] === b[column - 1] ? 0 : 1));
        if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
          value = Math.min(value, rows[row - 2][column - 2] + 1);
        }
        rows[row].push(value);
        least = Math.min(least, value);
      }
      if (least > most) return most + 1;
    }
    return rows[a.length][b.length];
  }

  // The word that is nearest to what was typed, of those that differ in so few letters; null if none does.
  Index.prototype.near = async function (form, most) {
    var typed = fold(form);
    if (typed.length < 4 || /\p{N}/u.test(typed) || search.JOINT.test(typed)) return null;
    var best = null;
    (await this.get("words")).forEach(function (word) {
      var bare = fold(word);
      var far = distance(typed, bare, most) + (bare[0] === typed[0] ? 0 : 0.5);
      if (far <= most && (!best || far < best.far)) best = { far: far, word: word };
    });
    return best && best.word;
  };

  // The query with words that exist in the place of those that do not; null if none is near.
  Index.prototype.suggestion = async function (found) {
    var index = this;
    var near = await Promise.all(found.unknown.map(function (want) {
      return index.near(want.word.form, fold(want.word.form).length < 6 ? 1 : 2);
    }));
    var query = found.query;
    found.unknown.map(function (want, at) { return [want.word, near[at]]; }).reverse().forEach(function (pair) {
      if (pair[1]) query = query.slice(0, pair[0].start) + pair[1] + query.slice(pair[0].end);
    });
    return query === found.query ? null : query;
  };
})();
