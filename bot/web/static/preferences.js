/** Theme, text size and the height of the screen above the keyboard. */

import { byId } from "./dom.js";
import { store } from "./store.js";

/** Makes the display sheet answer, and applies what was chosen before. */
export function preparePreferences() {
  const root = document.documentElement;
  const sheet = byId("display-sheet");
  for (const name of ["size", "theme"]) {
    for (const radio of sheet.querySelectorAll(`[name=${name}]`)) {
      radio.checked = radio.value === root.dataset[name];
      radio.addEventListener("change", () => {
        root.dataset[name] = radio.value;
        store.prefer({ [name]: radio.value });
        dispatchEvent(new Event("resize")); // whatever is measured in pixels is measured again
      });
    }
  }
  byId("display").addEventListener("click", () => sheet.showModal());
  for (const dialog of document.querySelectorAll("dialog.sheet")) {
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close("cancel"));
  }
  followKeyboard();
}

/** Safari does not shrink the page for the on-screen keyboard: the visible height is passed to the style sheet. */
function followKeyboard() {
  const visible = window.visualViewport;
  if (!visible) return;
  const tell = () => {
    if (visible.scale > 1.01) return; // zoomed by hand: the page keeps its height
    document.documentElement.style.setProperty("--visible", `${Math.round(visible.height)}px`);
  };
  visible.addEventListener("resize", tell);
  tell();
}
