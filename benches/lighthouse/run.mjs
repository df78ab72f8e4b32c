// Turns a published site into Lighthouse's figures for it: home, guide, FAQ and handbook in both languages, on a phone.
//
// It serves the folder itself, compressed and with a strict policy, as a server of such a site would.
//   diglot build --out target/lighthouse/site
//   npm install --prefix target/lighthouse lighthouse@13.5.0
//   node benches/lighthouse/run.mjs target/lighthouse/site
// Figures of a busy machine say little: run it on an idle one. The best of three runs counts, for every page.

import { createServer } from "node:http";
import { existsSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { extname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

const folder = process.argv[2];
if (!folder) throw new Error("usage: node benches/lighthouse/run.mjs FOLDER [PATH…]");
const pages = process.argv.length > 3 ? process.argv.slice(3) : [
  "fr/", "en/", "fr/guides/publier/", "en/guides/publishing/", "fr/faq/diglot/", "en/faq/diglot/", "fr/handbook/", "en/handbook/",
];
const PORT = 8123;
const RUNS = 3;
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; "
  + "form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'";
const TYPES = {
  ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml", ".txt": "text/plain; charset=utf-8", ".xml": "application/xml", ".md": "text/markdown; charset=utf-8",
};

const required = createRequire(resolve("target/lighthouse/package.json"));
const load = async name => import(pathToFileURL(required.resolve(name)).href);
const { default: lighthouse } = await load("lighthouse");
const { launch } = await load("chrome-launcher");

const server = createServer((request, response) => {
  let file = join(folder, decodeURIComponent(new URL(request.url, "http://x").pathname));
  if (existsSync(file) && statSync(file).isDirectory()) file = join(file, "index.html");
  const found = existsSync(file);
  if (!found) file = join(folder, "404.html");
  const kept = file.includes("/assets/") ? "public, max-age=31536000, immutable" : "no-cache";
  response.writeHead(found ? 200 : 404, {
    "content-type": TYPES[extname(file)] || "application/octet-stream", "content-encoding": "gzip", "cache-control": kept,
    "content-security-policy": POLICY, "cross-origin-opener-policy": "same-origin", "x-content-type-options": "nosniff",
  });
  response.end(gzipSync(readFileSync(file)));
}).listen(PORT, "127.0.0.1");

const chrome = await launch({
  chromePath: process.env.DIGLOT_CHROMIUM || undefined,
  chromeFlags: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic"],
});
let less = 0;
for (const page of pages) {
  let best = null;
  for (let run = 0; run < RUNS; run++) {
    const { lhr } = await lighthouse(`http://127.0.0.1:${PORT}/${page}`, { port: chrome.port, onlyCategories: CATEGORIES });
    const scores = CATEGORIES.map(name => Math.round(lhr.categories[name].score * 100));
    if (!best || scores[0] > best.scores[0]) best = { scores, lhr };
    if (scores.every(score => score === 100)) break;
  }
  const { scores, lhr } = best;
  const figure = name => lhr.audits[name].displayValue;
  console.log(`${page.padEnd(28)} ${scores.map(score => String(score).padStart(4)).join("")}   `
    + `${figure("first-contentful-paint")} first paint, shift ${figure("cumulative-layout-shift")}, `
    + `${Math.round(lhr.audits["total-byte-weight"].numericValue / 1024)} KB`);
  if (scores.some(score => score < 100)) {
    less++;
    const short = lhr => Object.values(lhr.categories).flatMap(category => category.auditRefs)
      .filter(ref => ref.weight > 0 && lhr.audits[ref.id].score !== null && lhr.audits[ref.id].score < 1);
    for (const ref of short(lhr)) console.log(`  ${lhr.audits[ref.id].title}: ${lhr.audits[ref.id].displayValue || ""}`);
  }
}
await chrome.kill();
server.close();
console.log(`${pages.length - less} of ${pages.length} pages have 100 in all four`);
process.exit(less ? 1 : 0);
