// Turns names into elements and signs of the preview's own interface.

const PATHS = {
  close: "M3 3l10 10M13 3L3 13",
  pick: "M11.5 2.5l2 2L6 12l-3 1 1-3z",
  up: "M8 13V3M4 7l4-4 4 4",
  down: "M8 3v10M4 9l4 4 4-4",
  pair: "M2 3h5v10H2zM9 3h5v10H9z",
  desk: "M2.5 3.5h11M2.5 8h11M2.5 12.5h7",
};

export const icon = (name) => {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  const set = (node, values) => Object.entries(values).forEach(([key, value]) => node.setAttribute(key, value));
  set(svg, { viewBox: "0 0 16 16", "aria-hidden": "true" });
  set(path, { d: PATHS[name], fill: "none", stroke: "currentColor", "stroke-width": "1.6", "stroke-linecap": "round" });
  svg.append(path);
  return svg;
};

// `make("button.close", {title: "x"}, "text", child, …)`
export const make = (what, attributes, ...content) => {
  const [name, ...classes] = what.split(".");
  const made = document.createElement(name);
  if (classes.length) made.className = classes.join(" ");
  if (name === "button") made.type = "button";
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (typeof value === "function") made.addEventListener(key, value);
    else if (value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...content.filter((part) => part !== null && part !== undefined));
  return made;
};

export const closer = (click, label) => make("button.close", { "aria-label": label, title: label, click }, icon("close"));
