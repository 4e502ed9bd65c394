// The workspace as the page knows it: a value that each delta makes anew.

export const empty = { epoch: "", messages: [], places: new Map(), modals: [], home: null, prompts: {}, working: [] };

// apply returns the workspace after a delta.
export function apply(workspace, delta) {
  const same = workspace.epoch === delta.epoch;
  const before = delta.whole ? { ...empty, modals: same ? workspace.modals : [] } : workspace;
  const after = { ...before, epoch: delta.epoch, working: delta.working ?? [] };
  if (delta.messages) {
    after.messages = [...before.messages];
    after.places = new Map(before.places);
    for (const m of delta.messages) {
      m.key = `${m.channel}/${m.ts}`;
      if (after.places.has(m.key)) {
        after.messages[after.places.get(m.key)] = m;
      } else {
        after.places.set(m.key, after.messages.length);
        after.messages.push(m);
      }
    }
  }
  for (const view of delta.views ?? []) {
    if (view.type === "home") {
      after.home = view;
    } else if (!delta.whole) { // what was opened before the page was loaded, or lost its connection, is not opened again
      after.modals = [...after.modals.filter((v) => v.id !== view.id), view];
    }
  }
  if (delta.prompts) {
    after.prompts = delta.prompts;
  }
  return after;
}

export function closeModal(workspace, id) {
  return { ...workspace, modals: workspace.modals.filter((v) => v.id !== id) };
}

// topLevel returns the messages of a channel that stand beside threads; thread those of one, its root first.
export function topLevel(workspace, channel) {
  return workspace.messages.filter((m) => m.channel === channel && !m.thread && !m.deleted);
}

export function thread(workspace, channel, root) {
  return workspace.messages.filter((m) => m.channel === channel && (m.thread === root || m.ts === root) && !m.deleted);
}

// replies counts the answers in each thread of a channel, by root.
export function replies(workspace, channel) {
  const count = new Map();
  for (const m of workspace.messages) {
    if (m.channel === channel && m.thread && !m.deleted && !m.ephemeral) {
      count.set(m.thread, (count.get(m.thread) ?? 0) + 1);
    }
  }
  return count;
}
