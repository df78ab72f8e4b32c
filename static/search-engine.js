// Finds passages in the pieces of a search index: asks for those that hold the words of a query, and ranks what they
// say. Shows nothing; search.js does. How words are read is the same as in the program that makes the index.
(function () {
  "use strict";

  // Of one word's postings so many forms are told apart; see the program.
  var MOST_FORMS = 24;
  // What a word found is worth, by how near it comes to the word asked for.
  var EXACT = 1;
  var SAME_LETTERS = 0.9;
  var OTHER_ACCENTS = 0.2;
  var SAME_STEM = 0.72;
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
  var RARITY = 0.7;
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
  var MOST_ENDINGS = 30;
  // So many pieces are read for the words that begin with what is typed: two letters begin a great many.
  var MOST_BEGINNINGS = 3;
  // How much it counts that one passage holds all words; that a page does; below which share of the best it is no result.
  var OWN = 0.5;
  var COVER = 0.35;
  // What the second passage of a page adds to the best.
  var SECOND = 0.15;
  var LEAST_COVER = 0.2;
  // The first results are put in order again by their titles: those that the dialog shows, whose texts it needs anyway.
  var AGAIN = 6;
  // What a title that says just what is asked for adds to a result.
  var OF_PAGE_TITLE = 1.5;
  var OF_TITLE = 0.5;

  var ELIDED = new Set(["c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "presqu", "quelqu"]);
  var LONGEST = 40;
  var RUN = /[\p{L}\p{N}\p{M}]+(?:[.\-_\u2011'’][\p{L}\p{N}\p{M}]+)*/gu;
  var JOINT = /[.\-_\u2011]/;
  var SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  function fold(text) {
    return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/œ/g, "oe").replace(/æ/g, "ae").replace(/ß/g, "ss");
  }
  function length(text) {
    return Array.from(text).length;
  }

  /* Words */

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

  /* The pieces of an index */

  // Reads numbers and weights from the letters of a posting list.
  function postings(text, forms, see) {
    var at = 0;
    var page = 0;
    var signs = forms < 2 ? 0 : Math.ceil(Math.min(forms, MOST_FORMS) / 6);
    function number() {
      for (var value = 0, shift = 0; ; shift += 5) {
        var sign = SIGNS.indexOf(text[at++]);
        value |= (sign & 31) << shift;
        if (sign < 32) return value;
      }
    }
    while (at < text.length) {
      page += number();
      var passage = number();
      var weight = SIGNS.indexOf(text[at++]) / 63;
      var mask = signs ? 0 : 1;
      for (var sign = 0; sign < signs; sign++) mask |= SIGNS.indexOf(text[at++]) << (6 * sign);
      see(page, passage, weight, mask);
    }
  }

  function Index(base, directory) {
    this.base = base;
    this.about = directory;
    this.language = directory.language;
    this.words = directory.words;
    this.stop = new Set(directory.stop.split(" "));
    this.weak = new Set(fold(directory.words.weak || "").split(" "));
    this.asked = {};
    // Words that stand for each other, by key.
    this.groups = new Map();
    var index = this;
    [directory.words.synonyms, directory.words.own_synonyms, directory.glossary].join(";").split(";").forEach(function (group) {
      var all = keys(index.language, index.stop, group);
      all.forEach(function (key) { index.groups.set(key, (index.groups.get(key) || []).concat(all)); });
    });
    // What a question is about that begins with a word.
    this.questions = new Map();
    (directory.words.question_words || "").split(";").forEach(function (line) {
      var about = line.trim().split(" ");
      index.questions.set(fold(about[0]), about.slice(1).join(" "));
    });
    this.sorts = [];
    for (var run of directory.sorts.matchAll(/([a-z])(\d+)/g)) this.sorts.push([run[1], Number(run[2])]);
    this.starts = [];
    var starts = this.starts;
    var text = directory.pieces;
    for (var at = 0, page = 0; at < text.length;) {
      var pair = [0, 0];
      for (var place = 0; place < 2; place++) {
        for (var shift = 0; ; shift += 5) {
          var sign = SIGNS.indexOf(text[at++]);
          pair[place] |= (sign & 31) << shift;
          if (sign < 32) break;
        }
      }
      page += pair[0];
      starts.push([page, pair[1] * directory.slice]);
    }
  }

  Index.prototype.get = function (name) {
    var index = this;
    if (!index.asked[name]) {
      index.asked[name] = fetch(index.base + name + ".json?" + index.about.version).then(function (answer) {
        if (!answer.ok) throw new Error(answer.status);
        return answer.json();
      });
      index.asked[name].catch(function () { delete index.asked[name]; });
    }
    return index.asked[name];
  };

  // The last place of a sorted list that is not after what is looked for.
  function last(list, isAfter) {
    var low = 0;
    var high = list.length;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (isAfter(list[middle])) high = middle; else low = middle + 1;
    }
    return Math.max(low - 1, 0);
  }
  // Order of bytes in UTF-8, which is that of code points: what the program sorts by.
  function isLess(a, b) {
    var at = 0;
    while (at < a.length && a[at] === b[at]) at++;
    if (at === a.length || at === b.length) return a.length < b.length;
    var one = a.charCodeAt(at);
    var other = b.charCodeAt(at);
    // Halves of a pair stand for what comes after all others.
    return isHalf(one) === isHalf(other) ? one < other : isHalf(other);
  }
  function isHalf(unit) {
    return unit >= 0xd800 && unit < 0xe000;
  }
  Index.prototype.shard = function (key) {
    return last(this.about.shards, function (start) { return isLess(key, start); });
  };
  Index.prototype.sort = function (page) {
    for (var at = 0; at < this.sorts.length; at++) {
      if (page < this.sorts[at][1]) return this.sorts[at][0];
      page -= this.sorts[at][1];
    }
    return "g";
  };

  // The lines of a key, of those that it is another name for too.
  Index.prototype.lines = async function (key) {
    var shard = await this.get("w" + this.shard(key));
    var found = [];
    var first = last(shard, function (line) { return !isLess(line[0], key); });
    for (var at = first; at < shard.length && !isLess(key, shard[at][0]); at++) {
      if (shard[at][0] !== key) continue;
      if (shard[at][2]) found.push(shard[at]);
      else found = found.concat(await this.lines(shard[at][3]));
    }
    return found;
  };

  // The lines with a form that begins so. Stems may be shorter than what is typed.
  Index.prototype.beginning = async function (typed) {
    var starts = this.about.shards;
    var to = this.shard(typed + "\u{10FFFF}");
    var names = [];
    for (var at = this.shard(typed.slice(0, 3)); at <= to; at++) {
      // In a small site some are empty, and begin where the next one does.
      if (starts[at] !== starts[at + 1]) names.push("w" + at);
    }
    // Of a long word only the stem may stand before it.
    names = typed.length > 3 ? names.slice(-MOST_BEGINNINGS) : names.slice(0, MOST_BEGINNINGS);
    var found = [];
    (await Promise.all(names.map(this.get, this))).forEach(function (shard) {
      shard.forEach(function (line) {
        var near = line[0].startsWith(typed) || (line[0].length > 2 && typed.startsWith(line[0]));
        if (line[2] && near && forms(line).some(function (form) { return joined(form).startsWith(typed); })) found.push(line);
      });
    });
    found.sort(function (a, b) { return b[2] - a[2]; });
    return found.slice(0, MOST_ENDINGS);
  };

  // A form without accents and joints, as it may be typed.
  function joined(form) {
    return fold(form).replace(/[\-_\u2011]/g, "");
  }
  function forms(line) {
    return line[1] ? line[1].split(" ") : [line[0]];
  }

  /* Ranking */

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
    var first = query.match(RUN);
    var about = first && this.questions.get(fold(lower(first[0])));
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
      postings(line[3], worths.length, function (page, passage, weight, mask) {
        var best = 0;
        for (var form = 0; form < worths.length; form++) {
          if (mask >> Math.min(form, MOST_FORMS - 1) & 1) best = Math.max(best, worths[form]);
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
      for (var at = last(shard, function (line) { return !isLess(line[0], beginning); }); at < shard.length; at++) {
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
      var own = Math.max.apply(null, texts[at].own.map(function (title) { return titling(this, title, found); }, this));
      result.value *= 1 + OF_PAGE_TITLE * page + OF_TITLE * own;
      if (!page) lead(result);
    }, this);
    first.sort(best);
    found.results = first.concat(found.results.slice(AGAIN));
    return found;
  };
  function best(a, b) { return b.value - a.value || a.page - b.page; }
  // Keywords and the description are of the whole page and stand at its beginning. Where its title says nothing of what is
  // asked for, a section that itself says as much is where to go; the page is not shown below its own section.
  function lead(result) {
    var top = result.passages[0];
    if (top.passage) return;
    var at = result.passages.findIndex(function (one) { return one.passage && one.says >= top.says; });
    if (at > 0) result.passages = result.passages.splice(at, 1).concat(result.passages.slice(1));
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
    var least = passages[0].value * 0.7;
    var fuller = passages.find(function (one) { return one.passage && one.says > passages[0].says; });
    passages = passages.slice(0, MOST_PASSAGES_OF_A_PAGE).filter(function (one) { return one.value >= least; });
    if (fuller && passages.indexOf(fuller) < 0) passages.push(fuller);
    return { page: page, sort: index.sort(page), covers: covers, value: value * Math.pow(covers, COVER), passages: passages };
  }

  /* What is shown */

  // What a piece says of a page: its place, its first passage in this piece, title, address, what it is part of, passages.
  Index.prototype.page = async function (result, one) {
    var piece = last(this.starts, function (start) {
      return start[0] > result.page || (start[0] === result.page && start[1] > one.passage);
    });
    // The last piece of a page may begin before the passage that is looked for.
    return (await this.get("p" + piece)).find(function (page) { return page[0] === result.page; });
  };
  // The title of a result's page, and those of its passages.
  Index.prototype.titles = async function (result) {
    var index = this;
    var pages = await Promise.all(result.passages.map(function (one) { return index.page(result, one); }));
    return { page: pages[0][2], own: pages.map(function (page, at) { return page[5][result.passages[at].passage - page[1]][2]; }) };
  };

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
    pieces(this.language, this.stop, text).forEach(function (piece) {
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
  var LENGTH = 170;
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

  /* Words that were misspelt */

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
    if (typed.length < 4 || /\p{N}/u.test(typed) || JOINT.test(typed)) return null;
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

  var opened = {};
  window.diglotSearch = {
    // The index in a folder.
    open: function (base) {
      if (!opened[base]) {
        // What is newer than the pages that a browser has kept is asked for again.
        opened[base] = fetch(base + "index.json", { cache: "no-cache" }).then(function (answer) {
          if (!answer.ok) throw new Error(answer.status);
          return answer.json();
        }).then(function (directory) { return new Index(base, directory); });
        opened[base].catch(function () { delete opened[base]; });
      }
      return opened[base];
    },
    keys: keys
  };
})();
