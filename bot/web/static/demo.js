/** The "try it" panel of demo mode: what to say, whom to be, and the phone that receives the code. */

import * as api from "./api.js";
import { byId, element, icon, iconButton } from "./dom.js";
import { Phone } from "./phone.js";
import { t } from "./texts.js";

const SENTENCES = ["ui.suggest_2", "ui.demo_say_1", "ui.demo_say_2", "ui.suggest_4", "ui.demo_say_3", "ui.suggest_5"];
const narrow = matchMedia("(max-width: 60rem)");
const ARABIC_ZERO = 0x660;

export class DemoPanel {
  #panel = byId("demo");
  #toggle = byId("demo-toggle");
  #outward;
  #personas = [];
  #picked = null;
  #phone = new Phone({ onCode: (code) => this.#use(code), onFresh: (code) => this.#tray(code) });

  /** `fill(text)` puts words in the composer, `say(text)` sends them. */
  constructor(outward) {
    this.#outward = outward;
    this.#toggle.addEventListener("click", () => this.#show(this.#panel.hidden));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && narrow.matches && !this.#panel.hidden) this.#show(false);
    });
    document.body.addEventListener("click", (event) => {
      if (event.target === document.body && narrow.matches) this.#show(false); // the dimmed page behind the sheet
    });
    narrow.addEventListener("change", () => this.#show(!this.#panel.hidden && !narrow.matches));
  }

  /** Asks whether this is demo mode; outside it nothing of the panel is ever seen. */
  async open() {
    try {
      this.#personas = (await api.personas()) ?? [];
    } catch {
      return; // the server does not answer now: the chat works without the panel
    }
    if (!this.#personas.length) return;
    this.#toggle.hidden = false;
    this.translate();
    if (!narrow.matches) this.#show(true);
  }

  /** Builds the panel in the page's present language. */
  translate() {
    if (!this.#personas.length) return;
    const close = iconButton("close", t("ui.close"), { id: "demo-close", onclick: () => this.#show(false) });
    const sentences = SENTENCES.map((key) => element("li", {},
      element("button", { type: "button", class: "sentence", onclick: () => this.#say(t(key)) }, t(key))));
    this.#panel.replaceChildren(
      element("div", { class: "demo-head" }, element("h2", { id: "demo-title" }, t("ui.demo_title")), close),
      element("p", { class: "demo-about" }, t("ui.demo_about")),
      element("h3", {}, t("ui.demo_sentences")),
      element("ul", { class: "sentences" }, ...sentences),
      element("h3", {}, t("ui.demo_personas")),
      element("ul", { class: "personas" }, ...this.#personas.map((persona) => this.#row(persona))),
    );
    if (this.#picked) this.#pick(this.#picked);
  }

  /** A turn of the person: whose id it holds is who they are playing. */
  said(text) {
    const digits = text.replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - ARABIC_ZERO));
    const persona = this.#personas.find(({ national_id: id }) => digits.includes(id));
    if (persona && persona !== this.#picked) this.#pick(persona);
  }

  /** A message of the assistant: a code that was "sent" makes the phone look for it. */
  heard(message, { live }) {
    if (message.act === "verify.code_sent" && live) this.#phone.expect();
    if (message.act === "verify.done" || message.act === "verify.locked") this.forget();
  }

  /** No code is awaited any more. */
  forget() {
    this.#phone.rest();
    this.#tray(null);
  }

  #row(persona) {
    const about = document.documentElement.lang === "ar" ? persona.about_ar : persona.about_en;
    const toggle = () => this.#pick(persona === this.#picked ? null : persona);
    const head = element("button", { type: "button", class: "persona-head", "aria-expanded": "false", onclick: toggle },
      element("span", { class: "initial", "aria-hidden": "true" }, [...persona.name][0]),
      element("span", { class: "who" }, element("b", { dir: "auto" }, persona.name), element("span", {}, about)),
      icon("chevron"));
    const body = element("div", { class: "persona-body", hidden: true });
    return element("li", { class: "persona", "data-key": persona.key }, head, body);
  }

  #pick(persona) {
    this.#picked = persona;
    for (const row of this.#panel.querySelectorAll(".persona")) {
      const open = row.dataset.key === persona?.key;
      row.querySelector(".persona-head").setAttribute("aria-expanded", String(open));
      row.querySelector(".persona-body").hidden = !open;
      row.querySelector(".persona-body").replaceChildren(...(open ? this.#details(persona) : []));
    }
    this.#phone.watch(persona, !this.#panel.hidden);
  }

  #details({ national_id: id }) {
    return [
      element("div", { class: "identity" }, element("span", { class: "number", dir: "ltr" }, id),
        element("button", { type: "button", class: "small primary", onclick: () => this.#say(id) }, t("ui.demo_send_id")),
        element("button", { type: "button", class: "small plain", onclick: () => this.#use(id) }, t("ui.demo_insert"))),
      this.#phone.screen,
    ];
  }

  #say(text) {
    if (narrow.matches) this.#show(false);
    this.#outward.say(text);
  }

  #use(text) {
    if (narrow.matches) this.#show(false);
    this.#tray(null);
    this.#outward.fill(text);
  }

  /** A code that arrives while the panel is closed shows above the composer, like a phone's notification. */
  #tray(code) {
    const tray = byId("tray");
    tray.hidden = code === null || !this.#panel.hidden;
    if (tray.hidden) return tray.replaceChildren();
    const whose = element("span", {}, t("ui.demo_phone", { name: this.#picked?.name ?? "" }));
    const use = { type: "button", class: "small primary", onclick: () => this.#use(code) };
    tray.replaceChildren(icon("phone"), whose, element("button", use, t("ui.demo_use_code", { code })));
  }

  #show(open) {
    const moved = this.#panel.hidden === open;
    this.#panel.hidden = !open;
    this.#toggle.setAttribute("aria-expanded", String(open));
    document.body.classList.toggle("with-demo", open);
    const covering = open && narrow.matches;
    for (const id of ["chat", "new", "display", "language"]) byId(id).inert = covering;
    this.#phone.shown(open);
    if (open) this.#tray(null);
    if (!moved || !narrow.matches) return;
    (open ? byId("demo-close") : this.#toggle).focus({ preventScroll: true });
  }
}
