// Turns a query into the pages and passages that answer it, the best first: looks up its words in an index, and ranks what
// holds them. Shows nothing; search.js does.
(function () {
  "use strict";
  var search = window.diglotSearch;
  var Index = search.Index;
  var fold = search.fold;
  var key = search.key;
  var keys = search.keys;
  var pieces = search.pieces;
  var forms = search.forms;
  var joined = search.joined;
  var isLess = search.isLess;

  // What a word found is worth, by how near it comes to the word asked for.
  var EXACT = 1;
  var SAME_LETTERS = 0.9;
  var OTHER_ACCENTS = 0.2;
  var SAME_STEM = 0.85;
  var BEGINNING = 0.65;
  var SYNONYM = 0.35;
  var WITHOUT_PREFIX = 0.5;
  var MISSPELT = 0.5;
  var IN_PARTS = 0.5;
  // In a title, which is short, a word that stands for another is more often there by chance.
  var SYNONYM_IN_TITLE = 0.25;
  // What "who" and "when" ask for, as a share of a word that is typed.
  var IMPLIED = 0.5;
  // A word that begins in the same way and ends otherwise, such as "approbation" for "approuver".
  var FAMILY = 0.35;
  var SAME_BEGINNING = 5;
  // A word of so few passages is also looked for without its beginning; one of so many needs no other to stand for it,
  // and each would be a piece more to load.
  var FEW = 4;
  var PLENTY = 400;
  // What a word counts that says little of what is asked for, such as "before".
  var WEAK = 0.4;
  // How much more a rare word counts than a frequent one.
  var RARITY = 0.5;
  // A French question turns the verb round: "peut-on" is no compound.
  var INVERTED = /^\p{L}+-(t-)?(je|tu|il|elle|on|nous|vous|ils|elles|ce)$/u;
  var PREFIX = /^(sub|sous|ortho|auto|multi|inter|non|pré|pre|re|ré|un|dés|dé|hyper|super|sur|micro|méta|meta)(?=....)/;
  // The share of a passage's value that comes from the rest of its page; uses of a word in it that are worth half of all
  // there might be: a page that is about something says it in more than one place. Each further place counts less than the
  // one before: a long page says much in many places, and is about little of it.
  var OF_THE_PAGE = 0.4;
  var HALF = 3;
  var FURTHER = 0.9;
  var MOST_PASSAGES_OF_A_PAGE = 3;
  // Further sections of a page are shown that are worth nearly as much as its best, and say so much of what is asked for.
  var NEAR = 0.7;
  var LEAST_SAID = 0.5;
  // How much it counts that one passage holds all words; that a page does; below which share of the best it is no result.
  var OWN = 0.3;
  var COVER = 0.35;
  // What the second passage of a page adds to the best.
  var SECOND = 0.15;
  var LEAST_COVER = 0.2;
  // The first results are put in order again by their titles: those that the dialog shows, whose texts it needs anyway.
  var AGAIN = 6;
  // What a title that says just what is asked for adds to a result.
  var OF_PAGE_TITLE = 1.5;
  var OF_TITLE = 0.5;

  // What is asked for: every word of the query, the last one perhaps unfinished.
  Index.prototype.wanted = function (query) {
    var index = this;
    var wanted = [];
    pieces(index.language, index.stop, query).forEach(function (piece) {
      var isOne = piece.compound && !(index.language === "fr" && INVERTED.test(piece.compound.form));
      var share = isOne ? 0.4 : 1;
      if (isOne) wanted.push({ word: piece.compound, keys: [piece.compound.key], share: 1 });
      // The parts of 6.2 are other numbers.
      if (piece.compound && /^[\d.]+$/.test(piece.compound.key)) return;
      piece.parts.forEach(function (word) {
        var bare = key(index.language, fold(word.form));
        var both = bare === word.key ? [word.key] : [word.key, bare];
        wanted.push({ word: word, keys: both, share: share });
      });
    });
    wanted = wanted.concat(index.implied(query));
    // A word that is said twice is asked for once.
    wanted = wanted.filter(function (want, at) {
      return wanted.findIndex(function (other) { return other.word.key === want.word.key; }) === at;
    });
    wanted.forEach(function (want) {
      want.unfinished = want.word.end === query.length && want.word.form.length > 1;
      want.weak = index.weak.has(fold(want.word.form));
      if (want.weak) want.share *= WEAK;
    });
    return wanted;
  };

  // What is asked for without being said: who asks "who" looks for somebody responsible.
  Index.prototype.implied = function (query) {
    var first = query.match(search.RUN);
    var about = first && this.questions.get(fold(search.lower(first[0])));
    return keys(this.language, this.stop, about || "").map(function (key) {
      return { word: { key: key, form: key, start: 0, end: 0 }, keys: [key], share: IMPLIED, isImplied: true };
    });
  };

  function worth(form, want, isBeginning) {
    var typed = want.word.form;
    if (form === typed) return EXACT;
    var bare = fold(form);
    if (bare === fold(typed)) return fold(typed) === typed ? SAME_LETTERS : OTHER_ACCENTS;
    if (isBeginning) return joined(form).startsWith(joined(typed)) ? BEGINNING * Math.sqrt(typed.length / form.length) : 0;
    return SAME_STEM;
  }

  // What each passage that holds a word is worth for it: a map of pages to maps of passages.
  function values(want, lines, worthOf, pages) {
    lines.forEach(function (line) {
      var worths = forms(line).map(worthOf);
      search.postings(line[3], worths.length, function (page, passage, weight, mask) {
        var best = 0;
        for (var form = 0; form < worths.length; form++) {
          if (mask >> Math.min(form, search.MOST_FORMS - 1) & 1) best = Math.max(best, worths[form]);
        }
        if (!best) return;
        if (!pages.has(page)) pages.set(page, new Map());
        var passages = pages.get(page);
        passages.set(passage, Math.max(passages.get(passage) || 0, best * weight));
      });
    });
  }

  Index.prototype.find = async function (want) {
    var pages = new Map();
    var lines = [].concat.apply([], await Promise.all(want.keys.map(this.lines, this)));
    want.found = new Set(lines.map(function (line) { return line[0]; }));
    values(want, lines, function (form) { return worth(form, want, false); }, pages);
    // A word that nobody uses may be the beginning of one: "config".
    if (want.unfinished || (!pages.size && want.word.form.length > 2)) {
      var more = await this.beginning(joined(want.word.form));
      more = more.filter(function (line) { return !want.found.has(line[0]); });
      values(want, more, function (form) { return worth(form, want, true); }, pages);
      more.forEach(function (line) { want.found.add(line[0]); });
    }
    await this.others(want, pages);
    var most = lines.reduce(function (most, line) { return Math.max(most, line[2]); }, count(pages));
    var all = this.about.passages;
    want.rarity = Math.pow(want.share * Math.log(1 + (Math.max(all - most, 0) + 0.5) / (most + 0.5)), RARITY);
    want.pages = pages;
    return want;
  };

  // Words that stand for the one asked for; of one that hardly anybody uses, what is left without its beginning; of one
  // that nobody uses, what it may have been meant for.
  Index.prototype.others = async function (want, pages) {
    var index = this;
    var typed = want.word.form;
    var synonyms = new Set();
    want.keys.forEach(function (key) { (index.groups.get(key) || []).forEach(function (other) { synonyms.add(other); }); });
    want.keys.forEach(function (key) { synonyms.delete(key); });
    if (count(pages) < PLENTY) {
      await index.also(want, synonyms, SYNONYM, pages);
      await index.also(want, await index.family(want), FAMILY, pages);
    }
    var without = typed.replace(PREFIX, "");
    if (count(pages) < FEW && without !== typed && without.length > 3) {
      await index.also(want, [key(index.language, without)], WITHOUT_PREFIX, pages);
    }
    if (pages.size || want.weak || want.isImplied) return;
    await index.parts(want, pages);
    if (pages.size) return;
    var near = await index.near(typed, 1);
    want.isGuess = near !== null;
    if (near) await index.also(want, [key(index.language, near)], MISSPELT, pages);
  };
  // Passages that say as two words what is typed as one: "homepage".
  Index.prototype.parts = async function (want, pages) {
    var index = this;
    var typed = fold(want.word.form);
    if (!/^[a-z]{7,}$/.test(typed)) return;
    var known = new Set((await this.get("words")).map(fold));
    var at = 3;
    while (at < typed.length - 2 && !(known.has(typed.slice(0, at)) && known.has(typed.slice(at)))) at++;
    if (at === typed.length - 2) return;
    var sides = [typed.slice(0, at), typed.slice(at)].map(function (part) { return key(index.language, part); });
    var found = [new Map(), new Map()];
    await Promise.all(sides.map(function (key, side) { return index.also(want, [key], IN_PARTS, found[side]); }));
    found[0].forEach(function (passages, page) {
      var others = found[1].get(page) || new Map();
      var both = Array.from(passages).filter(function (one) { return others.has(one[0]); });
      both = both.map(function (one) { return [one[0], Math.min(one[1], others.get(one[0]))]; });
      if (both.length) pages.set(page, new Map(both));
    });
  };
  // Keys that begin as one of those asked for does and end otherwise: a noun and its verb have different stems. They stand
  // in the piece that is there anyway.
  Index.prototype.family = async function (want) {
    var index = this;
    var all = await Promise.all(want.keys.map(async function (key) {
      if (key.length < SAME_BEGINNING || /\p{N}/u.test(key)) return [];
      var shard = await index.get("w" + index.shard(key));
      var beginning = key.slice(0, SAME_BEGINNING);
      var same = [];
      for (var at = search.last(shard, function (line) { return !isLess(line[0], beginning); }); at < shard.length; at++) {
        var other = shard[at][0];
        if (!isLess(other, beginning) && !other.startsWith(beginning)) break;
        if (shard[at][2] && !want.found.has(other) && isFamily(key, other)) same.push(other);
      }
      return same;
    }));
    return new Set([].concat.apply([], all));
  };
  // Whether both begin in the same way, and what follows is short, or added to one of them.
  function isFamily(one, other) {
    var same = 0;
    while (same < one.length && one[same] === other[same]) same++;
    var ends = [one.length - same, other.length - same].sort(function (a, b) { return a - b; });
    return same >= SAME_BEGINNING && !/\p{N}/u.test(other) && (ends[1] <= 2 || (ends[0] === 0 && ends[1] <= 5));
  }
  function count(pages) {
    var passages = 0;
    pages.forEach(function (own) { passages += own.size; });
    return passages;
  }
  // Words found beside the one asked for.
  Index.prototype.also = async function (want, keys, worthOf, pages) {
    var lines = [].concat.apply([], await Promise.all(Array.from(keys, this.lines, this)));
    values(want, lines, function () { return worthOf; }, pages);
    lines.forEach(function (line) { want.found.add(line[0]); });
  };

  // Everything that is found for a query, the best page first: of each page its best passages.
  Index.prototype.search = async function (query) {
    var found = await this.matches(query);
    var first = found.results.slice(0, AGAIN);
    var texts = await Promise.all(first.map(function (result) { return this.titles(result); }, this));
    first.forEach(function (result, at) {
      var page = titling(this, texts[at].page, found);
      var own = texts[at].own.map(function (title) { return titling(this, title, found); }, this);
      result.value *= 1 + OF_PAGE_TITLE * page + OF_TITLE * Math.max.apply(null, own);
      lead(result, page, own[0]);
    }, this);
    first.sort(best);
    found.results = first.concat(found.results.slice(AGAIN));
    return found;
  };
  function best(a, b) { return b.value - a.value || a.page - b.page; }
  // Which passage stands for its page. A title that says of what is asked for as much as that of the best section, says it of
  // the whole page. Where it says nothing, the beginning was found by keywords and the description, and a section that
  // itself says as much is where to go.
  function lead(result, page, own) {
    var all = result.passages;
    if (all[0].passage && page && page >= own) result.passages = [{ passage: 0 }].concat(all.slice(0, MOST_PASSAGES_OF_A_PAGE - 1));
    if (all[0].passage || page) return;
    var at = all.findIndex(function (one) { return one.passage && one.says >= all[0].says; });
    if (at > 0) result.passages = all.splice(at, 1).concat(all.slice(1));
  }

  // The same without a look at any text, as far as postings tell.
  Index.prototype.matches = async function (query) {
    var wanted = await Promise.all(this.wanted(query).map(this.find, this));
    var known = wanted.filter(function (want) { return want.pages.size; });
    // What is not typed adds to a page that says what is, and finds none by itself.
    var all = known.reduce(function (sum, want) { return sum + (want.isImplied ? 0 : want.rarity); }, 0);
    if (!all) known = [];
    var pages = new Set();
    known.forEach(function (want) { want.pages.forEach(function (_, page) { pages.add(page); }); });
    var index = this;
    var results = Array.from(pages, function (page) { return ranked(index, page, known, all); });
    var widest = results.reduce(function (most, result) { return Math.max(most, result.covers); }, 0);
    results = results.filter(function (result) { return result.covers >= LEAST_COVER * widest; });
    results.sort(best);
    var unknown = wanted.filter(function (want) { return !want.isImplied && (!want.pages.size || want.isGuess); });
    return { query: query, wanted: wanted, results: results, unknown: unknown };
  };

  // How nearly a title is what is asked for: what it says of it, by how much else it says.
  function titling(index, title, found) {
    var all = 0;
    var said = 0;
    var matched = 0;
    var words = [].concat.apply([], pieces(index.language, index.stop, title).map(function (piece) {
      return piece.parts.concat(piece.compound ? [piece.compound] : []);
    }));
    found.wanted.forEach(function (want) {
      if (!want.pages.size) return;
      var worths = words.filter(function (word) { return want.found.has(word.key); }).map(function (word) {
        return want.keys.indexOf(word.key) < 0 ? SYNONYM_IN_TITLE : worth(word.form, want, false);
      });
      var most = Math.max.apply(null, [0].concat(worths));
      all += want.rarity;
      said += want.rarity * most;
      matched += Math.min(1, most);
    });
    return words.length && all ? said / all * Math.min(1, matched / words.length) : 0;
  }

  function ranked(index, page, known, all) {
    var whole = known.map(function (want) {
      var all = Array.from((want.pages.get(page) || new Map()).values());
      // From the least to the most, what has come so far shrinks each time.
      var sum = all.sort(function (a, b) { return a - b; }).reduce(function (sum, one) { return sum * FURTHER + one; }, 0);
      return sum / (sum + HALF);
    });
    var covers = 0;
    known.forEach(function (want, at) { if (whole[at] && !want.isImplied) covers += want.rarity / all; });
    var places = new Set();
    known.forEach(function (want) { (want.pages.get(page) || []).forEach(function (_, place) { places.add(place); }); });
    var passages = Array.from(places, function (place) {
      var value = 0;
      var says = 0;
      known.forEach(function (want, at) {
        var here = want.pages.has(page) && want.pages.get(page).get(place) || 0;
        if (here && !want.isImplied) says += want.rarity / all;
        value += want.rarity * ((1 - OF_THE_PAGE) * here + OF_THE_PAGE * whole[at]);
      });
      return { passage: place, value: value * (1 - OWN + OWN * says), says: says };
    });
    passages.sort(function (a, b) { return b.value - a.value || a.passage - b.passage; });
    var value = passages[0].value + (passages.length > 1 ? SECOND * passages[1].value : 0);
    // The beginning of a page has its keywords and its description, and no section comes near it: they are compared among
    // themselves, and a page is not shown below its own section.
    var top = passages[0];
    var sections = passages.filter(function (one) { return one.passage; });
    var near = sections.filter(function (one) { return one.value >= NEAR * sections[0].value && one.says >= LEAST_SAID * top.says; });
    var fuller = sections.find(function (one) { return one.says > top.says; });
    passages = (top.passage ? near : [top].concat(near)).slice(0, MOST_PASSAGES_OF_A_PAGE);
    if (fuller && passages.indexOf(fuller) < 0) passages.push(fuller);
    return { page: page, sort: index.sort(page), covers: covers, value: value * Math.pow(covers, COVER), passages: passages };
  }
})();
