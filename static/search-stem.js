// Turns a word into its stem, as the index does: the Snowball algorithms for French and English
// (snowballstem.org), by hand. Words are in lower case and without apostrophes. A test compares every step with
// what the index is made with, on tens of thousands of words.
(function () {
  "use strict";

  // The longest of these endings that the word has at or after a place: [its start, its place in the lists], or null.
  function ending(word, lists, from) {
    for (var start = Math.max(from, word.length - 9, 0); start < word.length; start++) {
      for (var list = 0; list < lists.length; list++) {
        if (lists[list].has(word.slice(start))) return [start, list];
      }
    }
    return null;
  }
  function lists(texts) {
    return texts.map(function (text) { return new Set(text.split(" ")); });
  }
  // Where the region after the first vowel and what follows it begins, from a place on.
  function region(word, vowel, from) {
    var at = from;
    while (at < word.length && !vowel.test(word[at])) at++;
    while (at < word.length && vowel.test(word[at])) at++;
    return at < word.length ? at + 1 : word.length;
  }
  function put(word, at, letter) {
    return word.slice(0, at) + letter + word.slice(at + 1);
  }

  /* French */

  var FRENCH = /[aeiouyâàëéêèïîôûù]/;
  var STANDARD = lists([
    "ance iqUe isme able iste eux ances iqUes ismes ables istes",
    "atrice ateur ation atrices ateurs ations",
    "logie logies",
    "usion ution usions utions",
    "ence ences",
    "ement ements",
    "ité ités",
    "if ive ifs ives",
    "eaux",
    "aux",
    "euse euses",
    "issement issements",
    "amment",
    "emment",
    "ment ments"
  ]);
  var I_VERB = lists([
    "îmes ît îtes i ie ies ir ira irai iraIent irais irait iras irent irez iriez irions irons iront is issaIent issais " +
    "issait issant issante issantes issants isse issent isses issez issiez issions issons it"
  ]);
  var VERB = lists([
    "ions",
    "é ée ées és èrent er era erai eraIent erais erait eras erez eriez erions erons eront ez iez",
    "âmes ât âtes a ai aIent ais ait ant ante antes ants as asse assent asses assiez assions"
  ]);
  var EMENT = lists(["iv", "eus", "abl iqU", "ièr Ièr"]);
  var ITY = lists(["abil", "ic", "iv"]);
  var RESIDUAL = lists(["ion", "ier ière Ier Ière", "e", "ë"]);

  function french(word) {
    // Vowels that are no vowels where they stand are written in upper case.
    for (var at = 0; at < word.length;) {
      var next = word[at + 1];
      if (FRENCH.test(word[at])) {
        if ((next === "u" || next === "i") && FRENCH.test(word[at + 2] || "")) {
          word = put(word, at + 1, next.toUpperCase());
          continue;
        }
        if (next === "y") { word = put(word, at + 1, "Y"); continue; }
      }
      if (word[at] === "y" && FRENCH.test(next || "")) { word = put(word, at, "Y"); continue; }
      if (word[at] === "q" && next === "u") { word = put(word, at + 1, "U"); continue; }
      at++;
    }
    var pV = word.length;
    if ((FRENCH.test(word[0] || "") && FRENCH.test(word[1] || "") && word.length > 2) || /^(par|col|tap)/.test(word)) {
      pV = 3;
    } else {
      for (var look = 1; look < word.length; look++) {
        if (FRENCH.test(word[look])) { pV = look + 1; break; }
      }
    }
    var p1 = region(word, FRENCH, 0);
    var p2 = region(word, FRENCH, p1);
    var after = standard(word, pV, p1, p2);
    if (!after[1]) after = iVerb(after[0], pV);
    if (!after[1]) after = verb(after[0], pV, p2);
    word = after[1] ? after[0].replace(/Y$/, "i").replace(/ç$/, "c") : residual(after[0], pV, p2);
    if (/(enn|onn|ett|ell|eill)$/.test(word)) word = word.slice(0, -1);
    word = word.replace(/[éè]([^aeiouyâàëéêèïîôûù]+)$/, "e$1");
    return word.replace(/[IUY]/g, function (letter) { return letter.toLowerCase(); });
  }

  // Each gives the word, and whether an ending was found that ends the search.
  function standard(word, pV, p1, p2) {
    var found = ending(word, STANDARD, 0);
    if (!found) return [word, false];
    var start = found[0];
    var stem = word.slice(0, start);
    var inR2 = start >= p2;
    var inner;
    switch (found[1]) {
      case 0: return inR2 ? [stem, true] : [word, false];
      case 1: return inR2 ? [withoutIc(stem, p2), true] : [word, false];
      case 2: return inR2 ? [stem + "log", true] : [word, false];
      case 3: return inR2 ? [stem + "u", true] : [word, false];
      case 4: return inR2 ? [stem + "ent", true] : [word, false];
      case 5: return start >= pV ? [withoutEment(stem, pV, p1, p2), true] : [word, false];
      case 6:
        if (!inR2) return [word, false];
        inner = ending(stem, ITY, 0);
        if (!inner) return [stem, true];
        if (inner[0] >= p2) return [stem.slice(0, inner[0]), true];
        return [inner[1] === 2 ? stem : stem.slice(0, inner[0]) + ["abl", "iqU"][inner[1]], true];
      case 7:
        if (!inR2) return [word, false];
        if (!/at$/.test(stem) || stem.length - 2 < p2) return [stem, true];
        return [withoutIc(stem.slice(0, -2), p2), true];
      case 8: return [stem + "eau", true];
      case 9: return start >= p1 ? [stem + "al", true] : [word, false];
      case 10: return inR2 ? [stem, true] : start >= p1 ? [stem + "eux", true] : [word, false];
      case 11: return start >= p1 && start > 0 && !FRENCH.test(word[start - 1]) ? [stem, true] : [word, false];
      case 12: return [start >= pV ? stem + "ant" : word, false];
      case 13: return [start >= pV ? stem + "ent" : word, false];
      default: return [start > 0 && FRENCH.test(word[start - 1]) && start - 1 >= pV ? stem : word, false];
    }
  }
  function withoutIc(stem, p2) {
    if (!/ic$/.test(stem)) return stem;
    return stem.length - 2 >= p2 ? stem.slice(0, -2) : stem.slice(0, -2) + "iqU";
  }
  function withoutEment(stem, pV, p1, p2) {
    var found = ending(stem, EMENT, 0);
    if (!found) return stem;
    var start = found[0];
    var shorter = stem.slice(0, start);
    switch (found[1]) {
      case 0:
        if (start < p2) return stem;
        return /at$/.test(shorter) && start - 2 >= p2 ? shorter.slice(0, -2) : shorter;
      case 1: return start >= p2 ? shorter : start >= p1 ? shorter + "eux" : stem;
      case 2: return start >= p2 ? shorter : stem;
      default: return start >= pV ? shorter + "i" : stem;
    }
  }
  function iVerb(word, pV) {
    var found = ending(word, I_VERB, pV);
    if (!found || found[0] - 1 < pV || FRENCH.test(word[found[0] - 1])) return [word, false];
    return [word.slice(0, found[0]), true];
  }
  function verb(word, pV, p2) {
    var found = ending(word, VERB, pV);
    if (!found || (found[1] === 0 && found[0] < p2)) return [word, false];
    var stem = word.slice(0, found[0]);
    if (found[1] === 2 && /e$/.test(stem) && stem.length - 1 >= pV) stem = stem.slice(0, -1);
    return [stem, true];
  }
  function residual(word, pV, p2) {
    if (/[^aiouès]s$/.test(word)) word = word.slice(0, -1);
    var found = ending(word, RESIDUAL, pV);
    if (!found) return word;
    var start = found[0];
    var stem = word.slice(0, start);
    switch (found[1]) {
      case 0: return start >= p2 && start - 1 >= pV && /[st]$/.test(stem) ? stem : word;
      case 1: return stem + "i";
      case 2: return stem;
      default: return /gu$/.test(stem) && start - 2 >= pV ? stem : word;
    }
  }

  /* English */

  var ENGLISH = /[aeiouy]/;
  var CHANGED = {
    skis: "ski", skies: "sky", dying: "die", lying: "lie", tying: "tie", idly: "idl", gently: "gentl", ugly: "ugli",
    early: "earli", only: "onli", singly: "singl", sky: "sky", news: "news", howe: "howe", atlas: "atlas",
    cosmos: "cosmos", bias: "bias", andes: "andes"
  };
  var KEPT = /^(inning|outing|canning|herring|earring|proceed|exceed|succeed)$/;
  var STEP_2 = {
    tional: "tion", enci: "ence", anci: "ance", abli: "able", entli: "ent", izer: "ize", ization: "ize",
    ational: "ate", ation: "ate", ator: "ate", alism: "al", aliti: "al", alli: "al", fulness: "ful", ousli: "ous",
    ousness: "ous", iveness: "ive", iviti: "ive", biliti: "ble", bli: "ble", ogi: "og", fulli: "ful", lessli: "less",
    li: ""
  };
  var STEP_3 = {
    tional: "tion", ational: "ate", alize: "al", icate: "ic", iciti: "ic", ical: "ic", ful: "", ness: "", ative: ""
  };
  var STEP_4 = lists(["al ance ence er ic able ible ant ement ment ent ism ate iti ous ive ize", "ion"]);

  function isShort(word) {
    return /[^aeiouy][aeiouy][^aeiouywxY]$/.test(word) || /^[aeiouy][^aeiouy]$/.test(word);
  }

  function english(word) {
    if (Object.prototype.hasOwnProperty.call(CHANGED, word)) return CHANGED[word];
    if (word.length < 3) return word;
    word = word.replace(/^y/, "Y").replace(/([aeiouy])y/g, "$1Y");
    var start = /^(gener|commun|arsen)/.exec(word);
    var p1 = start ? start[0].length : region(word, ENGLISH, 0);
    var p2 = region(word, ENGLISH, p1);

    if (/sses$/.test(word)) word = word.slice(0, -2);
    else if (/(ied|ies)$/.test(word)) word = word.slice(0, word.length > 4 ? -2 : -1);
    else if (/s$/.test(word) && !/(us|ss)$/.test(word) && ENGLISH.test(word.slice(0, -2))) word = word.slice(0, -1);
    if (!KEPT.test(word)) word = suffixes(word, p1, p2);
    return word.replace(/Y/g, "y");
  }

  function suffixes(word, p1, p2) {
    var found = /(eedly|ingly|edly|eed|ing|ed)$/.exec(word);
    if (found && found[0].slice(0, 3) === "eed") {
      if (found.index >= p1) word = word.slice(0, found.index) + "ee";
    } else if (found && ENGLISH.test(word.slice(0, found.index))) {
      word = word.slice(0, found.index);
      if (/(at|bl|iz)$/.test(word)) word += "e";
      else if (/(bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(word)) word = word.slice(0, -1);
      else if (word.length === p1 && isShort(word)) word += "e";
    }
    if (/.[^aeiouy][yY]$/.test(word)) word = word.slice(0, -1) + "i";
    word = replaced(word, STEP_2, p1, function (suffix, stem) {
      if (suffix === "ogi") return /l$/.test(stem);
      return suffix !== "li" || /[cdeghkmnrt]$/.test(stem);
    });
    word = replaced(word, STEP_3, p1, function (suffix, stem) { return suffix !== "ative" || stem.length >= p2; });
    var last = ending(word, STEP_4, 0);
    if (last && last[0] >= p2 && (last[1] === 0 || /[st]$/.test(word.slice(0, last[0])))) word = word.slice(0, last[0]);
    var shorter = word.slice(0, -1);
    if (/e$/.test(word) && (shorter.length >= p2 || (shorter.length >= p1 && !isShort(shorter)))) return shorter;
    if (/ll$/.test(word) && shorter.length >= p2) return shorter;
    return word;
  }

  // Replaces the longest ending of a table, if it lies after p1 and may go.
  function replaced(word, table, p1, may) {
    for (var start = Math.max(word.length - 7, 0); start < word.length; start++) {
      var suffix = word.slice(start);
      if (!Object.prototype.hasOwnProperty.call(table, suffix)) continue;
      var stem = word.slice(0, start);
      return start >= p1 && may(suffix, stem) ? stem + table[suffix] : word;
    }
    return word;
  }

  window.diglotStem = { fr: french, en: english };
})();
