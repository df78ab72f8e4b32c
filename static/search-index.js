// Turns the addresses of an index into what its pieces hold: asks for those that are needed, each once, and reads them.
// Ranks nothing; search-engine.js does.
(function () {
  "use strict";
  var search = window.diglotSearch;
  var fold = search.fold;
  var keys = search.keys;

  // Of one word's postings so many forms are told apart; see the program.
  var MOST_FORMS = 24;
  var MOST_ENDINGS = 30;
  // So many pieces are read for the words that begin with what is typed: two letters begin a great many.
  var MOST_BEGINNINGS = 3;
  var SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  // Reads numbers and weights from the letters of a posting list.
  function postings(text, forms, see) {
    var at = 0;
    var page = 0;
    var signs = forms < 2 ? 0 : Math.ceil(Math.min(forms, MOST_FORMS) / 6);
    function next() {
      var read = number(text, at);
      at = read.end;
      return read.value;
    }
    while (at < text.length) {
      page += next();
      var passage = next();
      var weight = SIGNS.indexOf(text[at++]) / 63;
      var mask = signs ? 0 : 1;
      for (var sign = 0; sign < signs; sign++) mask |= SIGNS.indexOf(text[at++]) << (6 * sign);
      see(page, passage, weight, mask);
    }
  }
  // Five bits to a sign, the lowest first; a sixth says that more follow.
  function number(text, at) {
    for (var value = 0, shift = 0; ; shift += 5) {
      var sign = SIGNS.indexOf(text[at++]);
      value |= (sign & 31) << shift;
      if (sign < 32) return { value: value, end: at };
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
    // Words that stand for each other, by key; those before a `>` are also looked for as those behind it, and not the reverse.
    this.groups = new Map();
    var index = this;
    [directory.words.synonyms, directory.words.own_synonyms, directory.glossary].join(";").split(";").forEach(function (group) {
      var sides = group.split(">").map(function (side) { return keys(index.language, index.stop, side); });
      sides[0].forEach(function (key) { index.groups.set(key, (index.groups.get(key) || []).concat(sides[1] || sides[0])); });
    });
    // What a question is about that begins with a word.
    this.questions = new Map();
    (directory.words.question_words || "").split(";").forEach(function (line) {
      var about = line.trim().split(" ");
      index.questions.set(fold(about[0]), about.slice(1).join(" "));
    });
    this.sorts = [];
    for (var run of directory.sorts.matchAll(/([a-z])(\d+)/g)) this.sorts.push([run[1], Number(run[2])]);
    // Of every piece its first page, and its first passage of that; a page goes on in the pieces that begin with it too.
    this.starts = [];
    var page = 0;
    for (var at = 0; at < directory.pieces.length;) {
      var further = number(directory.pieces, at);
      var times = number(directory.pieces, further.end);
      at = times.end;
      for (var time = 0; time < times.value; time++) {
        page += further.value;
        var before = this.starts[this.starts.length - 1];
        this.starts.push([page, before && !further.value ? before[1] + directory.slice : 0]);
      }
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

  var opened = {};
  // The index in a folder.
  search.open = function (base) {
    if (!opened[base]) {
      // What is newer than the pages that a browser has kept is asked for again.
      opened[base] = fetch(base + "index.json", { cache: "no-cache" }).then(function (answer) {
        if (!answer.ok) throw new Error(answer.status);
        return answer.json();
      }).then(function (directory) { return new Index(base, directory); });
      opened[base].catch(function () { delete opened[base]; });
    }
    return opened[base];
  };
  search.Index = Index;
  search.postings = postings;
  search.isLess = isLess;
  search.last = last;
  search.joined = joined;
  search.forms = forms;
  search.MOST_FORMS = MOST_FORMS;
})();
