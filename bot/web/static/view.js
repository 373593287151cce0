/** The running transcript: order, days, choices that still count, the typing sign and where it is scrolled to. */

import { byId, element, icon } from "./dom.js";
import { forgetMedia } from "./media.js";
import { dayOf, messageElement, showTurnState, turnElement } from "./message.js";
import { t } from "./texts.js";

const NEAR_END_PX = 120;
const ABOVE_PX = 12;
const TYPING_AFTER_MS = 400;
const TYPING_AT_MOST_MS = 30_000;

export class TranscriptView {
  #log = byId("log");
  #scroller = byId("scroller");
  #typing = byId("typing");
  #fetchBlob;
  #onChoice;
  #day = "";
  #colleague = null;
  #silent = false;
  #timers = [];
  #anchor = null; // the person's last turn: an answer is read from there down
  #following = true;

  /** `fetchBlob(url)` gives a media item's bytes; `onChoice(choice)` is called for a tapped choice that still counts. */
  constructor({ fetchBlob, onChoice }) {
    this.#fetchBlob = fetchBlob;
    this.#onChoice = onChoice;
    this.#scroller.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    byId("jump").addEventListener("click", () => this.#jump());
    new ResizeObserver(() => this.#settle()).observe(this.#log);
    new ResizeObserver(() => this.#settle()).observe(this.#scroller);
  }

  /** Until `done` resolves nothing is announced and the view stays at the end. */
  async quietly(done) {
    this.#log.setAttribute("aria-live", "off");
    await done;
    this.#settle();
    setTimeout(() => this.#log.setAttribute("aria-live", "polite"), 100);
  }

  message(message, { live }) {
    const stamped = live && !message.at ? { ...message, at: new Date().toISOString() } : message;
    this.#hear(message);
    this.#heading(stamped.at);
    if (message.choices?.length) this.#retire();
    const colleague = message.act?.startsWith("handoff.") ? null : this.#colleague;
    const node = messageElement(stamped, {
      author: colleague ?? t("ui.title"), colleague: colleague !== null,
      fetchBlob: this.#fetchBlob, onChoice: (choice, event) => this.#choose(choice, event),
    });
    this.typing(false);
    this.#append(node);
  }

  turn(turn, { live, file = null }) {
    this.#heading(turn.at);
    this.#retire(turn.text);
    const node = turnElement(turn, { file, fetchBlob: this.#fetchBlob });
    this.#anchor = node;
    this.#append(node);
    if (live) this.toEnd();
    return node;
  }

  /** Says under a turn how it fares: "pending", "sent" or "failed" with the sentence to show. */
  turnState(clientId, state, sentence) {
    const node = this.#log.querySelector(`[data-client="${clientId}"]`);
    if (node) showTurnState(node, state, sentence);
    if (state === "sent" && !this.#silent) this.typing(true);
    if (state === "failed") this.typing(false);
  }

  /** A centred line that is nobody's words. */
  notice(sentence) {
    this.#retire();
    this.#append(element("p", { class: "line" }, sentence));
  }

  typing(on) {
    this.#timers.splice(0).forEach(clearTimeout);
    if (!on) {
      this.#typing.hidden = true;
      return;
    }
    this.#timers.push(setTimeout(() => { this.#typing.hidden = false; this.#settle(); }, TYPING_AFTER_MS));
    this.#timers.push(setTimeout(() => (this.#typing.hidden = true), TYPING_AT_MOST_MS));
  }

  clear() {
    this.typing(false);
    this.#log.replaceChildren();
    forgetMedia();
    this.#day = "";
    this.#colleague = null;
    this.#silent = false;
    this.#anchor = null;
    this.#welcome();
  }

  toEnd() {
    this.#following = true;
    this.#scroller.scrollTop = this.#scroller.scrollHeight;
    this.#showJump();
  }

  #welcome() {
    byId("welcome").hidden = this.#log.childElementCount > 0;
  }

  #append(node) {
    this.#log.append(node);
    this.#welcome();
    this.#settle();
  }

  /** The end, but never so far that the person's last turn leaves at the top. */
  #target() {
    if (!this.#log.childElementCount) return 0;
    const { scrollHeight, clientHeight } = this.#scroller;
    const top = this.#anchor ? Math.max(this.#anchor.offsetTop - ABOVE_PX, 0) : Infinity;
    return Math.min(scrollHeight - clientHeight, top);
  }

  #settle() {
    if (this.#following) this.#scroller.scrollTop = this.#target();
    this.#showJump();
  }

  #scrolled() {
    this.#following = this.#scroller.scrollTop > this.#target() - NEAR_END_PX;
    this.#showJump();
  }

  #jump() {
    this.#anchor = null;
    this.toEnd();
    this.#scroller.focus({ preventScroll: true }); // the button hides: keep the keyboard's place
  }

  #showJump() {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller;
    byId("jump").hidden = !this.#log.childElementCount || scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
  }

  #heading(at) {
    const day = at ? dayOf(at) : this.#day;
    if (day === this.#day) return;
    this.#day = day;
    this.#log.append(element("p", { class: "line day" }, day));
  }

  #choose(choice, event) {
    this.#onChoice(choice);
    if (event.detail === 0) this.#anchor?.focus({ preventScroll: true }); // by keyboard: the button is disabled now
  }

  /** Choices of earlier messages no longer count; the one whose title was said is marked. */
  #retire(said = null) {
    for (const button of this.#log.querySelectorAll(".choice:enabled")) {
      button.disabled = true;
      if (said !== null && button.textContent === said) {
        button.dataset.chosen = "";
        button.prepend(icon("check"));
      }
    }
  }

  /** Follows who is answering, so that a colleague's words carry the name. */
  #hear({ act, data }) {
    if (act === "handoff.queued" || act === "handoff.joined") this.#silent = true;
    if (act === "handoff.joined") this.#colleague = data?.agent ?? null;
    if (act === "handoff.ended") {
      this.#silent = false;
      this.#colleague = null;
    }
  }
}
