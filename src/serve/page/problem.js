// Turns one problem into what tells of it, in the list, in the overlay or at its place, and its places into ways to the
// writer's editor.

import { note } from "./notes.js";
import { make } from "./parts.js";
import { place, prose, told, wording } from "./told.js";

const copy = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Not every page may write to the clipboard; the note shows the place all the same.
  }
};

export const openPlace = async ({ path, line, column }) => {
  const name = place({ path, line, column });
  if (!told.message?.token || !told.message.editor) {
    await copy(name);
    note(told.message?.token ? told.say.noEditor(name) : told.say.closed(name), 9);
    return;
  }
  try {
    const answer = await fetch("/__diglot/do/open", {
      method: "POST",
      headers: { "content-type": "application/json", "x-diglot-token": told.message.token },
      body: JSON.stringify({ path, line, column }),
    });
    if (answer.status === 204) note(told.say.opened(name));
    else if (answer.status === 500) note(told.say.failed(await answer.text()), 9);
    else note(told.say.refused);
  } catch {
    note(told.say.awayLong);
  }
};

const opener = (at, label) => {
  const name = place(at);
  const button = make("button.code", { title: told.say.open(name), click: () => openPlace(at) }, name);
  if (!label) return button;
  return make("span", null, button, make("span.soft", null, ` ${label}`));
};

// `show` leads to the problem on the page, where there is a way to it.
export const card = (problem, show) => {
  const help = wording(problem, "help");
  return make(
    "div.problem",
    null,
    make(
      "h3",
      null,
      make(`span.${problem.severity}-word`, null, told.say.severity[problem.severity]),
      make("span.code", null, problem.code),
    ),
    make("p", null, ...prose(wording(problem, "message"))),
    help ? make("p.help", null, ...prose(told.say.help + help)) : null,
    make(
      "div.actions",
      null,
      opener(problem, null),
      ...problem.also.map((other) => opener(other, wording(other, "label"))),
      show ? make("button", { click: show }, told.say.show) : null,
    ),
  );
};

export const cards = (problems, way) =>
  make("ol", null, ...problems.map((problem) => make("li", null, card(problem, way(problem)))));
