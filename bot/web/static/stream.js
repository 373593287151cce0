/** Server-sent events over fetch: EventSource cannot send the bearer token. */

import { ApiError } from "./api.js";

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;
const SILENCE_MS = 45_000; // the server sends a comment more often than this; silence means a dead line

/**
 * Takes text as it arrives and calls `onEvent({id, event, data})` for each whole event.
 * Follows the format of the HTML standard, but for `retry` and byte order marks.
 */
export function eventParser(onEvent) {
  let rest = "";
  let fields = { id: null, event: "message", data: [] };
  const line = (text) => {
    if (text === "") {
      if (fields.data.length) onEvent({ ...fields, data: fields.data.join("\n") });
      fields = { id: fields.id, event: "message", data: [] };
      return;
    }
    const colon = text.indexOf(":");
    if (colon === 0) return;
    const name = colon < 0 ? text : text.slice(0, colon);
    const value = colon < 0 ? "" : text.slice(colon + 1).replace(/^ /, "");
    if (name === "data") fields.data.push(value);
    else if (name === "event" || name === "id") fields[name] = value;
  };
  return (text) => {
    rest += text;
    const held = rest.endsWith("\r") ? rest.length - 1 : rest.length; // may be the first half of CRLF
    const lines = rest.slice(0, held).split(/\r\n|\n|\r/);
    rest = lines.pop() + rest.slice(held);
    lines.forEach(line);
  };
}

/** Keeps one event stream open, reconnecting with a growing pause, until `close()`. */
export class EventStream {
  #connect;
  #handlers;
  #failures = 0;
  #closed = false;
  #aborter = null;
  #wake = null;
  #waiting = [];
  lastId;

  /**
   * `connect(lastId, signal)` opens the response; `onEvent`, `onState("connecting" | "online" | "offline")`
   * and `onGone()` (the conversation does not exist any more) are told what happens.
   */
  constructor(connect, lastId, handlers) {
    this.#connect = connect;
    this.#handlers = handlers;
    this.lastId = lastId;
    this.#run();
  }

  close() {
    this.#closed = true;
    this.#aborter?.abort();
    this.#wake?.();
  }

  /** Tries again at once, without waiting for the pause to end. */
  hurry() {
    this.#wake?.();
  }

  /** Leaves a line that may be dead without knowing it, and opens another. */
  restart() {
    this.#aborter?.abort();
    this.#wake?.();
  }

  /** Resolves when the stream is open, or after `patience` milliseconds whatever its state. */
  opened(patience) {
    if (this.online) return Promise.resolve();
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      setTimeout(resolve, patience);
    });
  }

  get online() {
    return this.state === "online";
  }

  #tell(state) {
    this.state = state;
    this.#handlers.onState(state);
    if (state === "online") this.#waiting.splice(0).forEach((resolve) => resolve());
  }

  async #run() {
    this.#tell("connecting");
    while (!this.#closed) {
      try {
        await this.#read();
      } catch (error) {
        if (error instanceof ApiError && error.gone && !this.#closed) {
          this.#closed = true;
          this.#handlers.onGone();
        }
      }
      if (this.#closed) return;
      this.#failures += 1;
      this.#tell(this.#failures > 1 || !navigator.onLine ? "offline" : "connecting");
      await this.#pause();
    }
  }

  async #read() {
    this.#aborter = new AbortController();
    let silence = setTimeout(() => this.#aborter.abort(), SILENCE_MS);
    try {
      const response = await this.#connect(this.lastId, this.#aborter.signal);
      this.#failures = 0;
      this.#tell("online");
      const parse = eventParser((event) => {
        if (event.id !== null) this.lastId = event.id;
        this.#handlers.onEvent(event);
      });
      const decoder = new TextDecoder();
      const reader = response.body.getReader();
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        clearTimeout(silence);
        silence = setTimeout(() => this.#aborter.abort(), SILENCE_MS);
        parse(decoder.decode(part.value, { stream: true }));
      }
    } finally {
      clearTimeout(silence);
      this.#aborter.abort();
    }
  }

  #pause() {
    const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (this.#failures - 1));
    return new Promise((resolve) => {
      this.#wake = resolve;
      setTimeout(resolve, longest * (0.5 + Math.random() / 2));
    });
  }
}
