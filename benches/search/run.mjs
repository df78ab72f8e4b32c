// Turns a published site into how many bytes its readers load for a query: as they are, and compressed as servers send them.
//
//   diglot build --out target/search/site
//   node benches/search/run.mjs target/search/site
//
// Asks in every language for its most frequent words, alone and in twos and fours, as the dialog (six results) and the page of
// the search (ten) do, with the engine that the site publishes. Every query starts with nothing loaded. The aim is under
// 150,000 bytes for a query in a site of 20,000 pages, the one that `cargo bench --bench peers -- --pages 10000 --corpus-only
// DIR` writes for Diglot's own theme; more than one in fifty that is over it as it is, or one that is compressed, ends with 1.

import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { runInThisContext } from "node:vm";
import { gzipSync } from "node:zlib";

const MOST = 150_000;
const SHOWN = { dialog: 6, page: 10 };
const ENGINE = ["stem", "text", "index", "engine", "shown"];

const site = process.argv[2];
if (!site) {
  console.error("usage: node benches/search/run.mjs PUBLISHED_SITE");
  process.exit(2);
}

let loaded = [];
globalThis.window = globalThis;
globalThis.fetch = async (address) => {
  const bytes = readFileSync(join(site, address.split("?")[0]));
  loaded.push({ name: basename(address.split("?")[0]), plain: bytes.length, packed: gzipSync(bytes).length });
  return { ok: true, json: async () => JSON.parse(bytes) };
};

const assets = readdirSync(join(site, "assets"));
for (const part of ENGINE) {
  const file = assets.find((name) => name.startsWith(`search-${part}.`));
  runInThisContext(readFileSync(join(site, "assets", file), "utf8"));
}

function queries(words) {
  const groups = (count) => words.flatMap((_, at) => (at % count ? [] : [words.slice(at, at + count).join(" ")]));
  return [1, 2, 4].flatMap((count) => groups(count).slice(0, 60));
}

async function asked(base, query, shown) {
  loaded = [];
  const about = await (await fetch(`${base}index.json`)).json();
  const index = new diglotSearch.Index(base, about);
  const found = await index.search(query);
  await Promise.all(found.results.slice(0, shown).map((one) => index.texts(one, found.wanted)));
  const sum = (key) => loaded.reduce((sum, one) => sum + one[key], 0);
  return { query, pages: found.results.length, files: loaded.length, plain: sum("plain"), packed: sum("packed") };
}

const median = (all) => all.toSorted((a, b) => a - b)[all.length >> 1];
let over = false;
console.log("| language | shown | queries | median | heaviest | of 150 KB or more | compressed: median | heaviest |");
console.log("|---|---|---:|---:|---:|---:|---:|---:|");
for (const language of readdirSync(join(site, "assets/search"))) {
  const base = `assets/search/${language}/`;
  const words = JSON.parse(readFileSync(join(site, base, "words.json"))).slice(0, 240);
  for (const [place, shown] of Object.entries(SHOWN)) {
    const all = [];
    for (const query of queries(words)) all.push(await asked(base, query, shown));
    const [plain, packed] = ["plain", "packed"].map((key) => all.map((one) => one[key]));
    const heavy = plain.filter((bytes) => bytes >= MOST).length;
    over ||= (place === "dialog" && heavy > all.length / 50) || Math.max(...packed) >= MOST;
    const cells = [language, place, all.length, median(plain), Math.max(...plain), heavy, median(packed), Math.max(...packed)];
    console.log(`| ${cells.join(" | ")} |`);
  }
}
process.exit(over ? 1 : 0);
