/** Builds the bubbles: one message of the assistant (or of a colleague), one turn of the person. */

import { copyText, element, icon, iconButton, toast } from "./dom.js";
import { mediaElement } from "./media.js";
import { t } from "./texts.js";

const ADDRESS = /https?:\/\/[^\s<>"'«»()\u061f\u060c\u2068\u2069]+[^\s<>"'«»().,:;!?\u061f\u060c\u2068\u2069]/g;
const directionOf = (language) => ({ ar: "rtl", en: "ltr" })[language] ?? "auto";

/**
 * A message of the assistant. `author` is who speaks (shown when it is a `colleague`, always told to screen readers);
 * `fetchBlob(url)` gives media bytes, `onChoice(choice, event)` takes a tap.
 */
export function messageElement(message, { author, colleague, fetchBlob, onChoice }) {
  const { language, choices = [], media = [], data } = message;
  const alt = message.act === "card.status" ? t("ui.card_image") : t("ui.image");
  const bubble = element("div", { class: "bubble", lang: language, dir: directionOf(language) },
    spoken(author),
    element("div", { class: "text" }, ...linked(message.text)),
    ...media.map((item) => mediaElement(item, fetchBlob, item.alt ?? alt)),
    message.act === "danger.help" ? calls(data?.numbers ?? []) : null,
  );
  const kind = colleague ? "turn theirs colleague" : "turn theirs";
  const turn = element("div", { class: kind, "data-act": message.act, "data-id": message.id },
    colleague ? element("p", { class: "author", "aria-hidden": "true" }, icon("person"), author) : null,
    bubble, meta(message.at, message.text));
  if (choices.length) turn.append(choiceList(choices, language, onChoice));
  return turn;
}

/** A turn of the person: `{clientId, text?, at, media?}`, with the `file` still in hand if there is one. */
export function turnElement(turn, { file, fetchBlob }) {
  const items = file ? [{ type: file.type, url: "", name: file.name }] : (turn.media ?? []);
  const bytes = file ? () => Promise.resolve(file) : fetchBlob;
  const text = turn.text || (items.length ? "" : t("ui.attachment"));
  const bubble = element("div", { class: "bubble" },
    spoken(t("ui.you")),
    ...items.map((item) => mediaElement(item, bytes, item.name ?? t("ui.image"))),
    text ? element("div", { class: "text", dir: "auto" }, ...linked(text)) : null,
  );
  return element("div", { class: "turn mine", tabindex: "-1", "data-client": turn.clientId }, bubble, meta(turn.at, null));
}

/** Shows under a turn how its sending fares; `sentence` is null once it has arrived. */
export function showTurnState(node, state, sentence) {
  if (node.dataset.state === state) return; // as before: what is shown need not start again
  node.dataset.state = state;
  node.querySelector(".state")?.remove();
  if (sentence) node.querySelector(".meta").append(element("span", { class: "state" }, sentence));
}

const spoken = (author) => element("span", { class: "quiet" }, `${author}: `);

function linked(text) {
  const parts = [];
  let from = 0;
  for (const found of text.matchAll(ADDRESS)) {
    parts.push(text.slice(from, found.index));
    parts.push(element("a", { href: found[0], target: "_blank", rel: "noopener noreferrer", dir: "ltr" }, found[0]));
    from = found.index + found[0].length;
  }
  return [...parts, text.slice(from)];
}

function calls(numbers) {
  const links = numbers.map((number) =>
    element("a", { class: "call", href: `tel:${number}` }, icon("phone"), t("ui.call", { number })));
  return links.length ? element("div", { class: "calls" }, ...links) : null;
}

function meta(at, copied) {
  const parts = [];
  if (at) parts.push(element("time", { datetime: at }, timeOf(at)));
  if (copied) {
    const copy = async () => (await copyText(copied.replace(/[\u2066-\u2069]/g, ""))) && toast(t("ui.copied"));
    parts.push(iconButton("copy", t("ui.copy"), { class: "copy", onclick: copy }));
  }
  return element("div", { class: "meta" }, ...parts);
}

function choiceList(choices, language, onChoice) {
  const buttons = choices.map((choice) => {
    const tap = (event) => onChoice(choice, event);
    return element("button", { type: "button", class: "choice", "data-value": choice.value, onclick: tap }, choice.title);
  });
  const group = { class: "choices", role: "group", "aria-label": t("ui.choices"), lang: language, dir: directionOf(language) };
  return element("div", group, ...buttons);
}

const locale = () => (document.documentElement.lang === "ar" ? "ar-SA-u-ca-gregory-nu-latn" : "en-GB");
const inRiyadh = (options) => new Intl.DateTimeFormat(locale(), { timeZone: "Asia/Riyadh", ...options });

const timeOf = (at) => inRiyadh({ hour: "numeric", minute: "2-digit", hour12: true }).format(new Date(at));

/** The heading of a day: today, yesterday, or its date, in Riyadh. */
export function dayOf(at) {
  const number = (date) => Math.floor((date.getTime() + 3 * 3_600_000) / 86_400_000); // Riyadh is UTC+3 all year
  const distance = number(new Date(at)) - number(new Date());
  if (distance === 0 || distance === -1) {
    const word = new Intl.RelativeTimeFormat(locale(), { numeric: "auto" }).format(distance, "day");
    return word[0].toLocaleUpperCase() + word.slice(1);
  }
  return inRiyadh({ weekday: "long", day: "numeric", month: "long" }).format(new Date(at));
}
