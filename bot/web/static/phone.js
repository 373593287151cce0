/** The simulated phone of one demo person: the messages that were "sent" to it, asked for every two seconds. */

import * as api from "./api.js";
import { element, icon } from "./dom.js";
import { t } from "./texts.js";

const EVERY_MS = 2_000;
const EXPECTED_MS = 5 * 60_000; // the life of a code
const CODE = /(?<!\d)\d{6}(?!\d)/;

export class Phone {
  screen = element("div", { class: "phone" });
  #handlers;
  #persona = null;
  #messages = [];
  #known = null; // how many there were when the person was picked: later ones are fresh
  #shown = false;
  #expectedUntil = 0;
  #timer = 0;

  /** `onCode(code)`: a code was tapped; `onFresh(code)`: an awaited code has arrived. */
  constructor(handlers) {
    this.#handlers = handlers;
    document.addEventListener("visibilitychange", () => this.#poll());
  }

  /** Shows another person's phone, or none. */
  watch(persona, shown) {
    if (persona?.key !== this.#persona?.key) {
      this.#messages = [];
      this.#known = null;
    }
    this.#persona = persona;
    this.#shown = shown;
    this.#draw();
    this.#poll();
  }

  shown(on) {
    this.#shown = on;
    this.#poll();
  }

  /** A code is on its way: look for it also while the panel is closed. */
  expect() {
    this.#expectedUntil = Date.now() + EXPECTED_MS;
    this.#poll();
  }

  rest() {
    this.#expectedUntil = 0;
  }

  get #wanted() {
    return this.#persona?.phone && !document.hidden && (this.#shown || Date.now() < this.#expectedUntil);
  }

  async #poll() {
    clearTimeout(this.#timer);
    const persona = this.#persona;
    if (!persona?.phone || (this.#known !== null && !this.#wanted)) return;
    try {
      const messages = await api.outbox(persona.phone);
      if (persona === this.#persona) this.#take(messages);
    } catch (error) {
      if (!(error instanceof api.ApiError)) throw error; // else asked again in two seconds
    }
    clearTimeout(this.#timer);
    if (this.#wanted) this.#timer = setTimeout(() => this.#poll(), EVERY_MS);
  }

  #take(messages) {
    const fresh = this.#known !== null && messages.length > this.#messages.length;
    const first = this.#known === null;
    this.#known ??= messages.length;
    this.#messages = messages;
    if (fresh || first) this.#draw();
    if (fresh) this.screen.scrollIntoView({ block: "nearest", behavior: "smooth" });
    const code = messages.at(-1)?.text.match(CODE)?.[0];
    if (fresh && code && Date.now() < this.#expectedUntil) this.#handlers.onFresh(code);
  }

  #draw() {
    const persona = this.#persona;
    if (!persona) return;
    const bubbles = this.#messages.slice(-5).map((message, place, all) => this.#bubble(message, place === all.length - 1));
    const nothing = t(persona.phone ? "ui.demo_no_messages" : "ui.demo_no_phone");
    this.screen.replaceChildren(
      element("p", { class: "phone-head" }, icon("phone"), element("span", {}, t("ui.demo_phone", { name: persona.name })),
        persona.phone ? element("span", { class: "number", dir: "ltr" }, persona.phone) : null),
      element("div", { class: "phone-messages", role: "log", "aria-label": t("ui.demo_phone", { name: persona.name }) },
        ...(bubbles.length ? bubbles : [element("p", { class: "phone-empty" }, nothing)])));
    this.screen.lastChild.scrollTop = this.screen.lastChild.scrollHeight;
  }

  #bubble({ text }, last) {
    const code = text.match(CODE)?.[0];
    const bubble = element("div", { class: last ? "sms last" : "sms" }, element("p", { dir: "auto" }, text));
    if (!code || !last) return bubble;
    const use = { type: "button", class: "small primary", onclick: () => this.#handlers.onCode(code) };
    bubble.append(element("button", use, t("ui.demo_use_code", { code })));
    return bubble;
  }
}
