/** What this browser keeps: the conversation, unsent messages, the draft and the display preferences. */

const PREFIX = "mueen.";
const memory = new Map();

function read(key, fallback) {
  try {
    const kept = localStorage.getItem(PREFIX + key);
    return kept === null ? fallback : JSON.parse(kept);
  } catch {
    return memory.get(key) ?? fallback; // storage is blocked: this page load only
  }
}

function write(key, value) {
  memory.set(key, value);
  try {
    if (value === null) localStorage.removeItem(PREFIX + key);
    else localStorage.setItem(PREFIX + key, JSON.stringify(value));
  } catch {
    // Storage is blocked or full: `memory` holds the value until the page is left.
  }
}

export const store = {
  /** `{id, token}` of the running conversation, or null. */
  get conversation() { return read("conversation", null); },
  set conversation(value) { write("conversation", value); },

  /** Texts and choices not yet taken by the server, oldest first. Files are never stored here. */
  get queue() { return read("queue", []); },
  set queue(items) { write("queue", items.length ? items : null); },

  get draft() { return read("draft", ""); },
  set draft(text) { write("draft", text || null); },

  /** `{theme, size, language}`: each may be absent. */
  get preferences() { return read("preferences", {}); },
  prefer(changes) { write("preferences", { ...this.preferences, ...changes }); },

  /** The last texts of the page fetched in this language, so that a reload paints at once. */
  texts(language) { return read(`texts.${language}`, null); },
  keepTexts(language, texts) { write(`texts.${language}`, texts); },

  /** Calls back when another tab of this browser starts or ends a conversation. */
  onOtherConversation(callback) {
    addEventListener("storage", (event) => {
      if (event.key === `${PREFIX}conversation`) callback();
    });
  },
};
