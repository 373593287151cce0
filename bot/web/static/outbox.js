/** Unsent turns: kept in order, sent one at a time, tried again while the line is down. */

import { ApiError } from "./api.js";
import { store } from "./store.js";

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 20_000;

export class Outbox {
  #deliver;
  #onState;
  #files = new Map();
  #turns = store.queue;
  #running = false;
  #failures = 0;
  #timer = 0;

  /**
   * `deliver(turn, file)` hands one turn to the server or throws an `ApiError`;
   * `onState(turn, "pending" | "sent" | "failed", status)` is told how each fares.
   */
  constructor(deliver, onState) {
    this.#deliver = deliver;
    this.#onState = onState;
    addEventListener("online", () => this.flush());
    addEventListener("beforeunload", (event) => {
      if (this.#files.size) event.preventDefault(); // a file cannot survive the reload: ask first
    });
  }

  /** The turns that wait, oldest first. */
  get turns() {
    return [...this.#turns];
  }

  /** The file of a waiting turn, or null. */
  file(clientId) {
    return this.#files.get(clientId) ?? null;
  }

  add(turn, file) {
    if (file) this.#files.set(turn.clientId, file);
    this.#turns.push(turn);
    this.#keep();
    this.flush();
  }

  /** Forgets a turn that the server turns out to have. */
  drop(clientId) {
    this.#files.delete(clientId);
    this.#turns = this.#turns.filter((turn) => turn.clientId !== clientId);
    this.#keep();
  }

  clear() {
    this.#files.clear();
    this.#turns = [];
    this.#keep();
  }

  /** Sends what waits, until all is sent or the line is down. */
  async flush() {
    if (this.#running) return;
    this.#running = true;
    clearTimeout(this.#timer);
    try {
      while (this.#turns.length) {
        if (!(await this.#sendFirst())) break;
      }
    } finally {
      this.#running = false;
    }
  }

  /** True when the next turn may follow. */
  async #sendFirst() {
    const turn = this.#turns[0];
    try {
      await this.#deliver(turn, this.#files.get(turn.clientId));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.passing) {
        this.#failures += 1;
        this.#onState(turn, "pending", error.status);
        const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (this.#failures - 1));
        this.#timer = setTimeout(() => this.flush(), pause);
        return false;
      }
      this.#settle(turn, "failed", error.status);
      return true;
    }
    this.#settle(turn, "sent");
    return true;
  }

  #settle(turn, state, status) {
    this.#failures = 0;
    this.drop(turn.clientId);
    this.#onState(turn, state, status);
  }

  #keep() {
    store.queue = this.#turns.filter((turn) => !this.#files.has(turn.clientId));
  }
}
