/** One conversation with the server: started when first needed, resumed after a reload, never losing a turn. */

import * as api from "./api.js";
import { newId } from "./dom.js";
import { Outbox } from "./outbox.js";
import { store } from "./store.js";
import { EventStream } from "./stream.js";

const OPENING_MS = 3_000; // a turn waits this long for the event stream before it is sent anyway
const ANSWER_MS = 8_000; // with no event by then, the transcript is asked
const RECALL_PAUSE_MS = 3_000;

export class Conversation {
  #handlers;
  #identity = store.conversation;
  #stream = null;
  #seen = new Set();
  #resumed = settleable();
  #overdue = 0;
  #tabs = "BroadcastChannel" in window ? new BroadcastChannel("mueen.turns") : null;
  #outbox;

  /**
   * Handlers: `message(Message, {live})`, `turn(Turn, {live})` (a person's), `state(clientId, state, status)`,
   * `connection(state)`, `emptied()` when the transcript is about to be given anew, `ended()` when the server
   * no longer knows the conversation.
   */
  constructor(handlers) {
    this.#handlers = handlers;
    this.#outbox = new Outbox(
      (turn, file) => this.#deliver(turn, file),
      (turn, state, status) => this.#settled(turn, state, status),
    );
    if (this.#tabs) this.#tabs.onmessage = ({ data }) => handlers.turn(data, { live: true });
    store.onOtherConversation(() => location.reload());
    addEventListener("online", () => this.#stream?.restart());
    addEventListener("offline", () => handlers.connection("offline"));
    document.addEventListener("visibilitychange", () => document.hidden || this.hurry());
  }

  get running() {
    return this.#identity !== null;
  }

  /** Shows what was said before the reload, and what still waits to be sent. Nothing is sent before it is done. */
  async resume() {
    if (this.#identity) await this.#recallAll();
    for (const turn of this.#outbox.turns) {
      this.#handlers.turn(turn, { live: false, file: this.#outbox.file(turn.clientId) });
      this.#handlers.state(turn.clientId, "pending");
    }
    if (this.#identity) this.#listen();
    this.#resumed.resolve();
    this.#outbox.flush();
  }

  async #recallAll() {
    for (;;) {
      try {
        const messages = await api.transcript(this.#identity);
        this.#handlers.emptied(); // what was said while waiting comes after the transcript
        return this.#take(messages, { live: false, turns: true });
      } catch (error) {
        if (!(error instanceof api.ApiError)) throw error;
        if (!error.passing) return this.#lost();
        this.#handlers.connection("offline");
        await lineOrPause(RECALL_PAUSE_MS);
      }
    }
  }

  /** Queues one turn of the person: `{text}`, `{choice, text}` (its title), or a file with `{text?}`. */
  say(said, file = null) {
    const turn = { ...said, clientId: newId(), at: new Date().toISOString() };
    this.#handlers.turn(turn, { live: true, file });
    this.#handlers.state(turn.clientId, "pending");
    this.#outbox.add(turn, file);
  }

  /** The bytes of a media item of this conversation. */
  media(url) {
    return api.media(this.#identity, url);
  }

  /** Forgets the conversation on this device; the next turn starts another. */
  leave() {
    this.#stream?.close();
    this.#stream = null;
    this.#identity = store.conversation = null;
    this.#seen.clear();
    this.#outbox.clear();
    clearTimeout(this.#overdue);
    this.#handlers.connection("ready");
  }

  /** Tries the line again at once. */
  hurry() {
    this.#stream?.hurry();
    this.#outbox.flush();
  }

  async #deliver(turn, file) {
    await this.#resumed.promise;
    if (!this.#identity) {
      this.#identity = store.conversation = await api.start();
      this.#listen();
    }
    const identity = this.#identity;
    await this.#stream?.opened(OPENING_MS);
    try {
      await api.send(identity, turn, file);
    } catch (error) {
      if (!error.gone || identity !== this.#identity) throw error;
      this.#lost();
      throw new api.ApiError(0); // again, in a new conversation
    }
  }

  #settled(turn, state, status) {
    this.#handlers.state(turn.clientId, state, status);
    if (state === "pending") this.#handlers.connection("offline");
    if (state !== "sent") return;
    if (this.#stream) this.#handlers.connection(this.#stream.state);
    this.#tabs?.postMessage(turn);
    clearTimeout(this.#overdue);
    this.#overdue = setTimeout(() => this.#catchUp(), ANSWER_MS);
  }

  #listen() {
    const identity = this.#identity;
    const last = [...this.#seen].at(-1) ?? null;
    this.#stream = new EventStream((id, signal) => api.events(identity, id, signal), last, {
      onEvent: (event) => event.event === "message" && this.#take([JSON.parse(event.data)], { live: true }),
      onState: (state) => this.#connection(state),
      onGone: () => this.#lost(),
    });
  }

  #connection(state) {
    this.#handlers.connection(state);
    if (state === "online") this.#outbox.flush();
    if (state === "offline") this.#catchUp(); // a proxy may block streams and yet let requests through
  }

  async #catchUp() {
    if (!this.#identity) return;
    try {
      this.#take(await api.transcript(this.#identity), { live: true });
    } catch (error) {
      if (!(error instanceof api.ApiError)) throw error; // else the stream's own retries go on
    }
  }

  #take(messages, { live, turns = false }) {
    for (const message of messages) {
      if (message.from === "person") {
        if (turns) this.#recall(message);
        continue;
      }
      if (this.#seen.has(String(message.id))) continue;
      this.#seen.add(String(message.id));
      if (live) clearTimeout(this.#overdue);
      this.#handlers.message(message, { live });
    }
  }

  #recall(turn) {
    if (turn.client_message_id) this.#outbox.drop(turn.client_message_id);
    this.#handlers.turn({ text: turn.text, at: turn.at, media: turn.media, clientId: newId() }, { live: false });
  }

  #lost() {
    this.#stream?.close();
    this.#stream = null;
    this.#identity = store.conversation = null;
    this.#seen.clear();
    this.#handlers.ended();
  }
}

/** A promise and the function that settles it (`Promise.withResolvers` is too new for older phones). */
function settleable() {
  const parts = {};
  parts.promise = new Promise((resolve) => (parts.resolve = resolve));
  return parts;
}

/** Waits for the browser to be online again, at most `longest` milliseconds. */
function lineOrPause(longest) {
  return new Promise((resolve) => {
    addEventListener("online", resolve, { once: true });
    setTimeout(resolve, longest);
  });
}
