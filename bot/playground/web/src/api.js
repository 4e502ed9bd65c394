// What the page asks of the playground, and what it is told.

// post sends what a person does. A refusal is an Error with a line for the person.
export async function post(path, body = {}) {
  const response = await fetch(`api/${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  return read(response);
}

export async function get(path) {
  return read(await fetch(`api/${path}`));
}

// awaited hands over what was asked for, or why it failed. What it returns forgets it, for an effect to return in turn: so
// that a late reply does not take the place of a newer one.
export function awaited(reply, done, fail) {
  let wanted = true;
  reply.then((value) => wanted && done(value), (e) => wanted && fail(e));
  return () => { wanted = false; };
}

async function read(response) {
  const value = await response.json().catch(() => ({ error: `the playground answered with status ${response.status}` }));
  if (!response.ok) {
    throw new Error(value.error);
  }
  return value;
}

// grace is how long the stream may be away before that is told, in milliseconds: starting over ends it for a moment.
const grace = 2000;

// listen calls back with each change in the workspace and in the knowledge, on each connection, and when there is none.
export function listen({ onDelta, onKnowledge, onConnected }) {
  const events = new EventSource("api/events");
  events.addEventListener("delta", (e) => onDelta(JSON.parse(e.data)));
  events.addEventListener("knowledge", onKnowledge);
  let away;
  events.addEventListener("open", () => {
    clearTimeout(away);
    away = undefined;
    onConnected(true);
  });
  events.addEventListener("error", () => { away ??= setTimeout(onConnected, grace, false); });
  return () => {
    clearTimeout(away);
    events.close();
  };
}
