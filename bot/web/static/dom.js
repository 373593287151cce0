/** Small helpers around the document: elements, icons, ids and the one-line notice. */

const SVG = "http://www.w3.org/2000/svg";

/** An element with properties set (`class`, `data-*`, `aria-*` and `on*` included) and children appended. */
export function element(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/** A decorative icon of the sprite; `turns` mirrors it in right-to-left pages. */
export function icon(name, { turns = false } = {}) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", turns ? "icon turns" : "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `/static/icons.svg#${name}`);
  svg.append(use);
  return svg;
}

/** A round button that shows only an icon; `label` is its name for everyone who cannot see it. */
export function iconButton(name, label, properties = {}) {
  return element("button", { type: "button", class: "round", "aria-label": label, title: label, ...properties }, icon(name));
}

export const byId = (id) => document.getElementById(id);

/** 128 random bits in hexadecimal. `crypto.randomUUID` is missing on plain http, this is not. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

let hiding = 0;

/** Shows one sentence above the composer for a while; screen readers announce it. */
export function toast(sentence) {
  const box = byId("toast");
  clearTimeout(hiding);
  box.textContent = sentence;
  hiding = setTimeout(() => (box.textContent = ""), 3000 + sentence.length * 70);
}

/** Puts text on the clipboard, also on plain http where `navigator.clipboard` does not exist. */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = element("textarea", { class: "quiet", readonly: true, "aria-hidden": "true", tabindex: "-1" });
    area.value = text;
    const focused = document.activeElement;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    focused?.focus();
    return done;
  }
}
