/** The writing row: text, attachment (picked, dropped or pasted) and sending. */

import { byId, element, icon, iconButton, toast } from "./dom.js";
import { store } from "./store.js";
import { t } from "./texts.js";

const LARGEST_BYTES = 10 * 1024 * 1024; // the server's own limit
const GROWS = CSS.supports("field-sizing", "content"); // the style sheet lets the box grow; elsewhere it is measured here
const TAKEN = /^(image\/|audio\/|application\/pdf$)/;

export class Composer {
  #form = byId("composer");
  #text = byId("text");
  #preview = byId("attachment");
  #file = null;
  #onSend;

  /** `onSend({text}, file)` takes what was written. */
  constructor(onSend) {
    this.#onSend = onSend;
    this.#text.value = store.draft;
    this.#text.addEventListener("input", () => this.#changed());
    this.#text.addEventListener("keydown", (event) => this.#key(event));
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
    byId("attach").addEventListener("click", () => byId("file").click());
    byId("file").addEventListener("change", ({ target }) => {
      this.#take(target.files);
      target.value = "";
    });
    this.#text.addEventListener("paste", (event) => {
      if (event.clipboardData.files.length && this.#take(event.clipboardData.files)) event.preventDefault();
    });
    this.#acceptDrops(byId("chat"));
    addEventListener("resize", () => this.#changed());
    this.#changed();
  }

  /** Puts words where the person writes, in place of what was there. */
  fill(text) {
    this.#text.value = text;
    this.#changed();
    this.focus();
  }

  focus() {
    this.#text.focus();
  }

  clear() {
    this.#text.value = "";
    this.#attach(null);
  }

  #key(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.#send();
  }

  #send() {
    const text = this.#text.value.trim();
    if (!text && !this.#file) return this.focus();
    const file = this.#file;
    this.clear();
    this.focus();
    this.#onSend(file && !text ? {} : { text }, file);
  }

  #changed() {
    store.draft = this.#text.value;
    this.#form.dataset.empty = String(!this.#text.value.trim() && !this.#file);
    if (GROWS) return;
    this.#text.style.height = "auto";
    this.#text.style.height = `${this.#text.scrollHeight + 2}px`; // its two border pixels
  }

  #acceptDrops(area) {
    const show = (on) => (byId("drop").hidden = !on);
    const files = (event) => event.dataTransfer?.types.includes("Files");
    area.addEventListener("dragover", (event) => {
      if (!files(event)) return;
      event.preventDefault();
      show(true);
    });
    area.addEventListener("dragleave", (event) => area.contains(event.relatedTarget) || show(false));
    area.addEventListener("drop", (event) => {
      show(false);
      if (!files(event)) return;
      event.preventDefault();
      this.#take(event.dataTransfer.files);
    });
  }

  /** The first file, if it may be sent; says why not otherwise. */
  #take([file]) {
    if (!file) return false;
    if (!TAKEN.test(file.type) || file.size > LARGEST_BYTES) {
      toast(t("ui.file_rejected"));
      return false;
    }
    toast("");
    this.#attach(file);
    this.focus();
    return true;
  }

  #attach(file) {
    const old = this.#preview.querySelector("img");
    if (old) URL.revokeObjectURL(old.src);
    this.#file = file;
    this.#preview.hidden = !file;
    this.#preview.replaceChildren(...(file ? this.#previewOf(file) : []));
    this.#changed();
  }

  #previewOf(file) {
    const remove = iconButton("close", t("ui.file_remove"));
    remove.addEventListener("click", () => {
      this.#attach(null);
      this.focus();
    });
    const sign = file.type.startsWith("image/") ? element("img", { src: URL.createObjectURL(file), alt: "" }) : icon("file");
    const name = element("span", { class: "name", dir: "auto" }, file.name);
    return [sign, name, element("span", { class: "size", dir: "ltr" }, sizeOf(file.size)), remove];
  }
}

function sizeOf(bytes) {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`;
}
