/** The page's own texts: fetched from the server's catalogues, put into the document by attribute. */

import * as api from "./api.js";
import { store } from "./store.js";

let current = {};

/** The text of a key in the present language; `{name}` holes are filled, each isolated from the sentence's direction. */
export function t(key, values = {}) {
  const text = current[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (hole, name) => (name in values ? `\u2068${values[name]}\u2069` : hole));
}

/** Makes a language the page's own: texts, direction, title. Kept texts are used at once and renewed behind. */
export async function useLanguage(language) {
  const kept = store.texts(language);
  const fresh = api.texts(language).then((texts) => {
    store.keepTexts(language, texts);
    return texts;
  });
  show(language, kept ?? (await fresh));
  store.prefer({ language });
  if (!kept) return;
  const renew = (texts) => document.documentElement.lang === language && show(language, texts);
  fresh.then(renew, () => {}); // offline: the kept texts serve
}

function show(language, texts) {
  current = texts;
  Object.assign(document.documentElement, { lang: language, dir: language === "ar" ? "rtl" : "ltr" });
  document.title = t("ui.page_title");
  translate(document);
}

/** Fills every `data-text`, `data-label` and `data-placeholder` below a node. */
export function translate(root) {
  for (const node of root.querySelectorAll("[data-text]")) node.textContent = t(node.dataset.text);
  for (const node of root.querySelectorAll("[data-placeholder]")) node.placeholder = t(node.dataset.placeholder);
  for (const node of root.querySelectorAll("[data-label]")) {
    node.setAttribute("aria-label", t(node.dataset.label));
    if (node.matches("button, a")) node.title = t(node.dataset.label);
  }
}
