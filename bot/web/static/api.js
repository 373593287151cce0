/** The HTTP calls of the page. Every failure is an `ApiError`; status 0 means that no answer came. */

const PATIENCE_MS = 20_000;
const UPLOAD_PATIENCE_MS = 120_000;

export class ApiError extends Error {
  constructor(status) {
    super(`HTTP ${status}`);
    this.status = status;
  }

  /** Worth trying again unchanged: no answer, a time-out, too many requests or a server that is down. */
  get passing() {
    return this.status === 0 || this.status === 408 || this.status === 425 || this.status === 429 || this.status >= 500;
  }

  /** The conversation does not exist (any more), or the token is not its own. */
  get gone() {
    return this.status === 401 || this.status === 404;
  }
}

async function call(path, { conversation, patience = PATIENCE_MS, headers = {}, ...options } = {}) {
  const authorised = conversation ? { ...headers, Authorization: `Bearer ${conversation.token}` } : headers;
  const signal = options.signal ?? AbortSignal.timeout(patience);
  let response;
  try {
    response = await fetch(path, { cache: "no-store", ...options, signal, headers: authorised });
  } catch {
    throw new ApiError(0);
  }
  if (!response.ok) throw new ApiError(response.status);
  return response;
}

/** Reads a body; one cut off on the way counts as no answer. */
async function bodyOf(response, kind) {
  try {
    return await response[kind]();
  } catch {
    throw new ApiError(0);
  }
}

const json = async (path, options) => bodyOf(await call(path, options), "json");

/** Starts a conversation: `{id, token}`. */
export async function start() {
  const started = await json("/chat", {
    method: "POST", headers: { "Content-Type": "application/json" }, body: "{}",
  });
  return { id: started.conversation, token: started.token };
}

/** Sends one turn: `{clientId, text}`, `{clientId, choice}` or `{clientId, text?}` with a file. */
export async function send(conversation, turn, file) {
  const options = { conversation, method: "POST" };
  if (file) {
    options.body = new FormData();
    options.body.append("file", file, file.name);
    if (turn.text) options.body.append("text", turn.text);
    options.body.append("client_message_id", turn.clientId);
    options.patience = UPLOAD_PATIENCE_MS;
  } else {
    const said = turn.choice === undefined ? { text: turn.text } : { choice: turn.choice };
    options.body = JSON.stringify({ ...said, client_message_id: turn.clientId });
    options.headers = { "Content-Type": "application/json" };
  }
  await call(`/chat/${conversation.id}/messages`, options);
}

/** Everything said so far, oldest first. */
export async function transcript(conversation) {
  return (await json(`/chat/${conversation.id}/messages`, { conversation })).messages;
}

/** The open response of the event stream, from after `lastEventId`. */
export function events(conversation, lastEventId, signal) {
  const headers = { Accept: "text/event-stream" };
  if (lastEventId !== null) headers["Last-Event-ID"] = lastEventId;
  return call(`/chat/${conversation.id}/events`, { conversation, headers, signal });
}

/** The bytes of a media item. The token is never sent to another origin. */
export async function media(conversation, url) {
  const own = new URL(url, location.href).origin === location.origin;
  return bodyOf(await call(url, own ? { conversation, cache: "default" } : { credentials: "omit" }), "blob");
}

/** The page's texts in a language: `{"ui.…": "…"}`. */
export const texts = (language) => json(`/chat/ui?language=${language}`);

/** The demo's people, or null where there is no demo mode. */
export async function personas() {
  try {
    return (await json("/demo/personas")).personas;
  } catch (error) {
    if (error.status === 404) return null;
    throw error;
  }
}

/** What was "sent" to a phone (E.164) in demo mode, oldest first. */
export const outbox = async (to) => (await json(`/demo/outbox?to=${encodeURIComponent(to)}`)).messages;
