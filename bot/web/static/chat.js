/** The chat page: puts the conversation, the transcript, the composer and the demo panel together. */

import { Composer } from "./composer.js";
import { Conversation } from "./conversation.js";
import { DemoPanel } from "./demo.js";
import { byId, element, icon } from "./dom.js";
import { prepareLightbox } from "./media.js";
import { preparePreferences } from "./preferences.js";
import { store } from "./store.js";
import { t, translate, useLanguage } from "./texts.js";
import { TranscriptView } from "./view.js";
import { VoiceRecorder } from "./voice.js";

const SUGGESTIONS = [
  ["question", "ui.suggest_1"], ["card", "ui.suggest_2"], ["money", "ui.suggest_3"],
  ["scales", "ui.suggest_4"], ["calendar", "ui.suggest_5"], ["person", "ui.suggest_6"],
];
const CONNECTION = {
  ready: "ui.state_online", online: "ui.state_online", connecting: "ui.state_connecting", offline: "ui.state_down",
};
const FIRST_RETRY_MS = 1_500;

class ChatPage {
  #conversation = new Conversation({
    message: (message, how) => this.#heard(message, how),
    turn: (turn, how) => this.#said(turn, how),
    state: (clientId, state, status) => this.#fared(clientId, state, status),
    connection: (state) => this.#connection(state),
    emptied: () => this.#view.clear(),
    ended: () => this.#ended(),
  });
  #view = new TranscriptView({
    fetchBlob: (url) => this.#conversation.media(url),
    onChoice: ({ value, title }) => this.#conversation.say({ choice: value, text: title }),
  });
  #composer = new Composer((said, file) => this.#conversation.say(said, file));
  #demo = new DemoPanel({
    fill: (text) => this.#composer.fill(text),
    say: (text) => this.#conversation.say({ text }),
  });
  #files = new Set();

  async open() {
    preparePreferences();
    prepareLightbox();
    await this.#speak(document.documentElement.lang);
    new VoiceRecorder((file) => this.#conversation.say({}, file));
    byId("language").addEventListener("click", () => this.#otherLanguage());
    byId("new").addEventListener("click", () => byId("new-sheet").showModal());
    byId("new-sheet").addEventListener("close", ({ target }) => target.returnValue === "new" && this.#startOver());
    this.#connection("ready");
    await this.#view.quietly(this.#conversation.resume());
    await this.#demo.open();
  }

  /** Shows the page in a language, trying until its texts can be had. */
  async #speak(language) {
    for (let pause = FIRST_RETRY_MS; ; pause = Math.min(pause * 2, 15_000)) {
      try {
        await useLanguage(language);
        break;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
    byId("language").lang = language === "ar" ? "en" : "ar";
    byId("suggestions").replaceChildren(...SUGGESTIONS.map(([sign, key]) =>
      element("button", { type: "button", class: "suggestion", onclick: () => this.#conversation.say({ text: t(key) }) },
        icon(sign), element("span", {}, t(key)))));
    this.#demo.translate();
  }

  #heard(message, how) {
    this.#view.message(message, how);
    this.#demo.heard(message, how);
    const { language } = message;
    if (["ar", "en"].includes(language) && language !== document.documentElement.lang) this.#speak(language);
  }

  #said(turn, how) {
    if (how.file) this.#files.add(turn.clientId);
    this.#view.turn(turn, how);
    this.#demo.said(turn.text ?? "");
  }

  #fared(clientId, state, status) {
    const reason = { 409: "ui.choice_gone", 413: "ui.too_long" }[status] ?? "ui.turn_failed";
    const refused = this.#files.has(clientId) && [413, 415, 422].includes(status) ? "ui.file_rejected" : reason;
    const key = { pending: "ui.turn_pending", failed: refused }[state];
    this.#view.turnState(clientId, state, key && t(key));
  }

  #connection(state) {
    const line = byId("connection");
    line.dataset.state = state;
    line.dataset.text = CONNECTION[state];
    translate(line.parentElement);
    byId("offline").textContent = state === "offline" ? t("ui.state_offline") : "";
  }

  #ended() {
    this.#view.notice(t("ui.ended"));
  }

  async #otherLanguage() {
    const other = document.documentElement.lang === "ar" ? "en" : "ar";
    const request = t("ui.other_language_request");
    await this.#speak(other);
    if (this.#conversation.running) this.#conversation.say({ text: request });
  }

  #startOver() {
    this.#conversation.leave();
    this.#view.clear();
    this.#composer.clear();
    this.#demo.forget();
    this.#composer.focus();
  }
}

new ChatPage().open();
