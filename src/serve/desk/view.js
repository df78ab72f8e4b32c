// Says on every page of the preview that it shows another day than today, or drafts, and leads back. It stands in a
// shadow root, is no part of the page, and is not printed.
const words = {
  fr: {
    day: (day) => `Site au ${day}`,
    drafts: "Avec brouillons",
    published: "Sans brouillons",
    back: "Revenir à aujourd’hui",
    usual: "Revenir à l’affichage de départ",
    label: "Aperçu",
    choose: "Choisir un autre jour",
  },
  en: {
    day: (day) => `Site as of ${day}`,
    drafts: "With drafts",
    published: "Without drafts",
    back: "Back to today",
    usual: "Back to the usual view",
    label: "Preview",
    choose: "Choose another day",
  },
};
const style = `
  :host { all: initial; }
  aside { position: fixed; inset: auto auto .75rem .75rem; z-index: 2147483646; display: flex; flex-wrap: wrap;
    align-items: center; gap: .25rem .75rem; max-width: calc(100vw - 1.5rem); box-sizing: border-box;
    padding: .35rem .75rem; border-radius: 999px; background: #3d2b00; color: #ffe3a3; border: 1px solid #b98a1d;
    font: 13px/1.4 system-ui, sans-serif; box-shadow: 0 2px 10px rgb(0 0 0 / 25%); }
  button, a { font: inherit; color: inherit; background: none; border: 0; padding: 0; cursor: pointer;
    text-decoration: underline; text-underline-offset: .15em; }
  :focus-visible { outline: 2px solid #fff; outline-offset: 2px; border-radius: 2px; }
  @media print { aside { display: none; } }
`;
let host = null;
let token = null;

const back = () =>
  fetch("/__diglot/do/view", {
    method: "POST",
    headers: { "content-type": "application/json", "x-diglot-token": token || "" },
    body: JSON.stringify({ usual: true }),
  });

const element = (name, text) => {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
};

// The day in words, whatever the reader's own time.
const named = (day, lang) => {
  const date = new Date(`${day}T00:00:00Z`);
  return date.toLocaleDateString(lang, { dateStyle: "long", timeZone: "UTC" });
};

const show = (view, tongue) => {
  if (host) host.remove();
  host = null;
  if (!view) return;
  // As all that the preview says: in the language of the terminal, the writer's and not the page's.
  const lang = tongue === "fr" ? "fr" : "en";
  const say = words[lang];
  host = document.createElement("diglot-view");
  const shadow = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  shadow.adoptedStyleSheets = [sheet];
  const aside = element("aside", "");
  aside.lang = lang;
  aside.setAttribute("aria-label", say.label);
  if (view.moved) aside.append(element("strong", say.day(named(view.as_of, lang))));
  if (view.drafts || !view.moved) aside.append(element("span", view.drafts ? say.drafts : say.published));
  if (token) {
    const button = element("button", view.moved ? say.back : say.usual);
    button.type = "button";
    button.addEventListener("click", back);
    const link = element("a", say.choose);
    link.href = "/__diglot/";
    aside.append(button, link);
  }
  shadow.append(aside);
  document.body.append(host);
};

export const showView = (message) => {
  token = message.token;
  show(message.view, message.tongue);
};
