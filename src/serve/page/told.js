// Turns what the server says of a build into what the parts of the interface ask for: problems, numbers, words.
// It draws nothing.

import { make } from "./parts.js";
import { words } from "./words.js";

// What was said last: `say` are the words of its language, `away` whether nobody answers any more, `gone` where a page
// went that is no more.
export const told = { say: words("en"), message: null, facts: null, away: false, gone: null };

export const tongue = () => (told.message?.tongue === "fr" ? "fr" : "en");
export const wording = (problem, what) => {
  const text = problem[`${what}_${tongue()}`] ?? "";
  // Messages are typed for a terminal; here lines break where they like, but not before a French sign.
  return tongue() === "fr" ? text.replace(/« /g, "«\u00a0").replace(/ ([»:;?!])/g, "\u00a0$1") : text;
};
// What stands in backticks is code.
export const prose = (text) =>
  text.split("`").map((part, at) => (at % 2 ? make("code", null, part) : part));
export const GRAVITY = ["error", "warning", "info"];
export const place = ({ path, line, column }) => (line ? `${path}:${line}:${column}` : path);
export const worst = (problems) =>
  GRAVITY.find((severity) => problems.some((problem) => problem.severity === severity)) ?? "";

export const ownProblems = () => told.facts?.problems ?? [];
export const gravestFirst = (problems) =>
  problems.toSorted((one, other) => GRAVITY.indexOf(one.severity) - GRAVITY.indexOf(other.severity));
export const total = () => (told.message ? told.message.errors + told.message.warnings + told.message.infos : 0);
