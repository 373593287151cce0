/** Images, sounds and files of a message: fetched with the token, shown from blob addresses. */

import { byId, element, icon, toast } from "./dom.js";
import { t } from "./texts.js";

const ENDINGS = {
  "application/pdf": "pdf", "text/calendar": "ics", "image/png": "png", "image/jpeg": "jpg",
  "audio/ogg": "ogg", "audio/mpeg": "mp3",
};
const addresses = new Set();

function blobAddress(blob) {
  const address = URL.createObjectURL(blob);
  addresses.add(address);
  return address;
}

/** Frees the memory of everything shown; call when the messages are removed. */
export function forgetMedia() {
  addresses.forEach((address) => URL.revokeObjectURL(address));
  addresses.clear();
}

/** The element for one `{type, url, name?}`; `fetchBlob(url)` gives its bytes, `alt` says what a picture shows. */
export function mediaElement(item, fetchBlob, alt) {
  if (item.type.startsWith("image/")) return picture(item, fetchBlob, alt);
  if (item.type.startsWith("audio/")) return sound(item, fetchBlob);
  return fileChip(item, fetchBlob);
}

function picture(item, fetchBlob, alt) {
  const image = element("img", { alt, decoding: "async" });
  const label = `${t("ui.enlarge")}: ${alt}`;
  const button = element("button", { type: "button", class: "picture", "data-loading": true, "aria-label": label }, image);
  button.addEventListener("click", () => image.src && enlarge(image.src, alt, nameOf(item)));
  fetchBlob(item.url).then(
    (blob) => {
      image.src = blobAddress(blob);
      delete button.dataset.loading;
    },
    () => button.replaceWith(fileChip(item, fetchBlob)),
  );
  return button;
}

function sound(item, fetchBlob) {
  const player = element("audio", { controls: true, preload: "metadata", "aria-label": t("ui.voice_note") });
  fetchBlob(item.url).then(
    (blob) => (player.src = blobAddress(blob)),
    () => player.replaceWith(fileChip(item, fetchBlob)),
  );
  return player;
}

function fileChip(item, fetchBlob) {
  const calendar = item.type === "text/calendar";
  const label = calendar ? t("ui.calendar") : t("ui.download");
  const name = element("span", { class: "name", dir: "auto" }, calendar ? label : (item.name ?? label));
  const save = async () => {
    try {
      const address = blobAddress(await fetchBlob(item.url));
      element("a", { href: address, download: nameOf(item) }).click();
    } catch {
      toast(t("ui.media_failed"));
    }
  };
  const sign = icon(calendar ? "calendar" : "file");
  return element("button", { type: "button", class: "chip file", onclick: save }, sign, name, icon("download"));
}

function nameOf(item) {
  return item.name ?? `mueen.${ENDINGS[item.type] ?? item.type.split("/").pop().replace(/[^a-z0-9]/gi, "")}`;
}

function enlarge(address, alt, name) {
  const image = byId("lightbox-image");
  Object.assign(image, { src: address, alt });
  Object.assign(byId("lightbox-download"), { href: address, download: name });
  zoomed(false);
  byId("lightbox").showModal();
}

function zoomed(on) {
  byId("lightbox-stage").toggleAttribute("data-zoomed", on);
  byId("lightbox-zoom").setAttribute("aria-pressed", String(on));
}

/** Makes the picture viewer answer its buttons. */
export function prepareLightbox() {
  const stage = byId("lightbox-stage");
  const toggle = () => zoomed(!stage.hasAttribute("data-zoomed"));
  byId("lightbox-zoom").addEventListener("click", toggle);
  byId("lightbox-image").addEventListener("click", toggle);
  stage.addEventListener("click", (event) => event.target === stage && byId("lightbox").close());
}
