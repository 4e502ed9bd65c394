// The conversations: a channel, a thread beside it, the direct messages, and the app's home.
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { post } from "./api.js";
import { Blocks } from "./blocks.jsx";
import { Item } from "./message.jsx";
import { replies, thread, topLevel } from "./workspace.js";

// Channel is a channel with the bot in it, and the thread that is open.
export function Channel({ start, workspace, theme, open, openThread, fail }) {
  const counts = useMemo(() => replies(workspace, start.channel), [workspace, start.channel]);
  const messages = useMemo(() => topLevel(workspace, start.channel), [workspace, start.channel]);
  const send = async (text) => {
    const sent = await post("say", { channel: start.channel, text });
    if (sent.kind === "mention") {
      openThread(sent.root);
    }
    return sent.kind === "message" ? "Nobody was asked: begin with @stackpick, or with /stackpick for an answer that only you see." : "";
  };
  return (
    <div className={open ? "panes two" : "panes"}>
      <main className="pane" aria-label={`Channel ${start.name}`}>
        <Head title={`# ${start.name}`} about="Everyone reads along here. The bot answers when it is named." />
        <List messages={messages}>
          {messages.length === 0 && (
            <Welcome start={start} prompts={start.examples.map((q) => ({ title: q, message: `@stackpick ${q}` }))} ask={(text) => send(text).catch(fail)}>
              <code>@stackpick</code> and a question brings an answer in a thread, <code>/stackpick</code> one that only you see.
            </Welcome>
          )}
          {messages.map((m) => <Item key={m.key} message={m} theme={theme} replies={counts.get(m.ts) ?? 0} openThread={openThread} fail={fail} />)}
        </List>
        <Composer key={workspace.epoch} label={`Message #${start.name}`} begin="@stackpick " send={send} fail={fail} words={["@stackpick", "/stackpick", "/stackpick help"]} first />
      </main>
      {open && <Thread key={open} start={start} workspace={workspace} theme={theme} root={open} close={() => openThread("")} fail={fail} />}
    </div>
  );
}

function Thread({ start, workspace, theme, root, close, fail }) {
  const messages = thread(workspace, start.channel, root);
  const send = async (text) => {
    await post("say", { channel: start.channel, thread: root, text });
    return "";
  };
  return (
    <aside className="pane thread" aria-label="Thread" onKeyDown={(e) => e.key === "Escape" && !e.target.closest("dialog") && close()}>
      <Head title="Thread" about={`# ${start.name}`}><button type="button" className="plain" aria-label="Close thread" onClick={close}>✕</button></Head>
      <List messages={messages}>
        {messages.map((m) => <Item key={m.key} message={m} theme={theme} fail={fail} />)}
      </List>
      <Composer label="Reply" begin="@stackpick " send={send} fail={fail} words={["@stackpick"]} />
    </aside>
  );
}

// Direct is the direct messages: with Slack's agent view each conversation is a session, a thread of its own.
export function Direct({ start, workspace, theme, fail }) {
  const [session, setSession] = useState("");
  useEffect(() => {
    post("open", { tab: "messages" }).catch(fail);
  }, [workspace.epoch]);
  const messages = useMemo(() => workspace.messages.filter((m) => m.channel === start.dm && !m.deleted), [workspace, start.dm]);
  const working = workspace.working.includes(session);
  const send = async (text) => {
    const sent = await post("say", { channel: "dm", thread: session, text });
    if (sent.kind === "dm") {
      setSession(sent.root);
    }
    return "";
  };
  // Each conversation begins with a message beside threads: a person's, or an answer to what was asked in App Home.
  const sessions = messages.filter((m) => !m.thread && !m.ephemeral);
  const current = messages.filter((m) => m.ephemeral && !m.thread || session && (m.ts === session || m.thread === session));
  const latest = sessions.at(-1);
  useEffect(() => {
    if (latest?.bot) {
      setSession(latest.ts);
    }
  }, [latest?.ts]);
  return (
    <div className="panes">
      <main className="pane" aria-label="Direct messages with stackpick">
        <Head title="stackpick" about="Direct messages: nobody else reads them, and no mention is needed.">
          {sessions.length > 0 && (
            <select className="element" aria-label="Conversation" value={session} onChange={(e) => setSession(e.target.value)}>
              <option value="">New conversation</option>
              {sessions.map((m) => <option key={m.ts} value={m.ts}>{m.text.slice(0, 60)}</option>)}
            </select>
          )}
        </Head>
        <List messages={current}>
          {current.length === 0 && (
            <Welcome start={start} prompts={workspace.prompts[start.dm] ?? []} ask={(text) => send(text).catch(fail)}>
              Just write: what you ask next in a conversation goes on from there.
            </Welcome>
          )}
          {current.map((m) => <Item key={m.key} message={m} theme={theme} fail={fail} />)}
          {working && (
            <li className="working"><span role="status">stackpick is working…</span>
              <button type="button" className="link" onClick={() => post("stop", { thread: session }).catch(fail)}>Stop</button>
            </li>
          )}
        </List>
        <Composer key={workspace.epoch} label="Message stackpick" begin="" send={send} fail={fail} words={["/stackpick help"]} first />
      </main>
    </div>
  );
}

// Home is the app's home: a view that the bot publishes.
export function Home({ workspace, theme, fail, ask }) {
  useEffect(() => {
    post("open", { tab: "home" }).catch(fail);
  }, [workspace.epoch]);
  const act = (action, value) => {
    post("press", { view: workspace.home.id, action, value }).then(ask, fail);
  };
  return (
    <div className="panes">
      <main className="pane" aria-label="App Home">
        <Head title="stackpick" about="App Home: what it knows, how to ask, your questions." />
        <div className="scrolling home" tabIndex={0} role="region" aria-label="App Home">
          {workspace.home && <Blocks blocks={workspace.home.body.blocks} theme={theme} act={act} />}
        </div>
      </main>
    </div>
  );
}

function Head({ title, about, children }) {
  return <header className="head"><div><h1>{title}</h1><p>{about}</p></div>{children}</header>;
}

// List is the messages of a conversation. It stays at its end as long as the person does.
function List({ messages, children }) {
  const ref = useRef(null);
  const atEnd = useRef(true);
  useLayoutEffect(() => {
    const list = ref.current;
    if (!atEnd.current) {
      return;
    }
    const last = list.lastElementChild?.lastElementChild;
    list.scrollTop = list.scrollHeight;
    if (last && last.offsetHeight > list.clientHeight) { // of a long answer the beginning is read first
      list.scrollTop = last.offsetTop - list.offsetTop;
    }
  }, [messages.length]);
  const note = () => {
    const list = ref.current;
    atEnd.current = list.scrollHeight - list.scrollTop - list.clientHeight < 80 || list.scrollTop > 0 && messages.length < 3;
  };
  return (
    <div ref={ref} className="scrolling list" tabIndex={0} role="region" aria-label="Messages" onScroll={note}>
      <ol>{children}</ol>
    </div>
  );
}

function Welcome({ start, prompts, ask, children }) {
  return (
    <li className="welcome">
      <h2>What should we build it with?</h2>
      <p>{start.covers.replace(/^It /, "The bot ")} Every sentence of an answer is cited; what is not known is said to be missing.</p>
      <p>{children}</p>
      <div className="prompts" role="group" aria-label="Suggested questions">
        {prompts.map((p) => <button type="button" key={p.message} className="element prompt" onClick={() => ask(p.message)}>{p.title}</button>)}
      </div>
    </li>
  );
}

// Composer is where one writes. Enter sends, Shift+Enter begins a line, the arrow up brings back what was sent.
function Composer({ label, begin, send, fail, words, first }) {
  const [text, setText] = useState(begin);
  const [sent, setSent] = useState([]);
  const [note, setNote] = useState("");
  const field = useRef(null);
  useLayoutEffect(() => {
    field.current.style.height = "auto";
    field.current.style.height = `${Math.min(field.current.scrollHeight, 200)}px`;
  }, [text]);
  useLayoutEffect(() => { // at once: nobody may have begun to write
    if (first && matchMedia("(min-width: 761px)").matches) { // on a phone it would open the keyboard
      const end = field.current.value.length;
      field.current.focus();
      field.current.setSelectionRange(end, end);
    }
  }, [first]);
  const write = (value) => {
    setText(value);
    field.current.focus();
  };
  const submit = async () => {
    const written = text.trim();
    if (!written || written === begin.trim()) {
      return;
    }
    setText(begin);
    setNote("");
    setSent((before) => [...before.slice(-20), written]);
    try {
      setNote(await send(written));
    } catch (e) {
      setText(written);
      fail(e);
    }
  };
  const key = (e) => {
    if (e.key === "Enter" && !e.shiftKey && !e.nativeEvent.isComposing) {
      e.preventDefault();
      submit();
    } else if (e.key === "ArrowUp" && text.trim() === begin.trim() && sent.length > 0) {
      e.preventDefault();
      setText(sent.at(-1));
    }
  };
  return (
    <form className="composer" onSubmit={(e) => { e.preventDefault(); submit(); }}>
      {note && <p className="note" role="status">{note}</p>}
      <div className="box">
        <textarea ref={field} rows={1} aria-label={label} placeholder={label} value={text} maxLength={40000} spellCheck="false"
          onChange={(e) => setText(e.target.value)} onKeyDown={key} />
        <div className="row">
          {words.map((word) => <button key={word} type="button" className="chip" onClick={() => write(`${word} ${text.replace(/^[@/]stackpick( help)?\s*/, "")}`)}>{word}</button>)}
          <button type="submit" className="element primary send">Send</button>
        </div>
      </div>
    </form>
  );
}
