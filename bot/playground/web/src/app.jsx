// The page: where one is, what is open, and the looks.
import { useCallback, useEffect, useReducer, useState } from "react";
import { createRoot } from "react-dom/client";
import { awaited, get, listen, post } from "./api.js";
import { Channel, Direct, Home } from "./chat.jsx";
import { Modal } from "./dialogs.jsx";
import { Knowledge } from "./knowledge.jsx";
import { warmUp } from "./warm.jsx";
import { apply, closeModal, empty } from "./workspace.js";

const places = ["channel", "dm", "home", "knowledge"];

// usePlace keeps where one is in the address, so that Back works.
function usePlace() {
  const read = () => {
    const [place, rest] = decodeURIComponent(location.hash.slice(1)).split("!");
    return { place: places.includes(place) ? place : "channel", rest: rest ?? "" };
  };
  const [at, setAt] = useState(read);
  useEffect(() => {
    const changed = () => setAt(read());
    addEventListener("hashchange", changed);
    return () => removeEventListener("hashchange", changed);
  }, []);
  const go = useCallback((place, rest = "") => { location.hash = rest ? `${place}!${encodeURIComponent(rest)}` : place; }, []);
  return [at, go];
}

// useTheme is the look: the system's, until a person chooses.
function useTheme() {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const [system, setSystem] = useState(dark.matches);
  const [chosen, choose] = useState(() => localStorage.getItem("theme") ?? "");
  useEffect(() => {
    const changed = (e) => setSystem(e.matches);
    dark.addEventListener("change", changed);
    return () => dark.removeEventListener("change", changed);
  }, []);
  const theme = chosen || (system ? "dark" : "light");
  useEffect(() => { document.documentElement.dataset.theme = theme; }, [theme]);
  const toggle = () => {
    const next = theme === "dark" ? "light" : "dark";
    localStorage.setItem("theme", next);
    choose(next);
  };
  return [theme, toggle];
}

function reduce(workspace, event) {
  return event.close ? closeModal(workspace, event.close) : apply(workspace, event);
}

function App() {
  const [{ place, rest }, go] = usePlace();
  const [theme, toggle] = useTheme();
  const [start, setStart] = useState(null);
  const [workspace, change] = useReducer(reduce, empty);
  const [edition, setEdition] = useState(0);
  const [connected, setConnected] = useState(true);
  const [fault, setFault] = useState("");
  const fail = useCallback((e) => setFault(e.message), []);
  const openThread = useCallback((root) => go("channel", root), [go]);
  useEffect(() => {
    const onKnowledge = () => setEdition((n) => n + 1);
    const onConnected = (now) => {
      setConnected(now);
      if (now) {
        onKnowledge(); // it may have changed while there was no connection
      }
    };
    return listen({ onDelta: change, onKnowledge, onConnected });
  }, []);
  useEffect(() => awaited(get("start"), setStart, fail), [edition, fail]);
  const reset = () => {
    go("channel");
    post("reset").catch(fail);
  };
  if (!start) {
    return <p className="loading">{fault || "…"}</p>;
  }
  const common = { start, workspace, theme, fail };
  return (
    <div className="page">
      <Sidebar place={place} go={go} start={start} theme={theme} toggle={toggle} reset={reset} />
      {place === "channel" && <Channel {...common} open={rest} openThread={openThread} />}
      {place === "dm" && <Direct key={workspace.epoch} {...common} />}
      {place === "home" && <Home {...common} ask={() => go("dm")} />}
      {place === "knowledge" && <Knowledge edition={edition} watched={start.watched} open={rest} go={(id) => go("knowledge", id)} fail={fail} />}
      {workspace.modals.map((view) => <Modal key={view.id} view={view} theme={theme} fail={fail} close={() => change({ close: view.id })} />)}
      <Announcer workspace={workspace} />
      <div className="toasts" role="alert">
        {!connected && <p>The playground has ended. Start it again with <code>stackpick playground</code>; this page goes on by itself.</p>}
        {fault && <p>{fault} <button type="button" className="plain" aria-label="Dismiss" onClick={() => setFault("")}>✕</button></p>}
      </div>
    </div>
  );
}

function Sidebar({ place, go, start, theme, toggle, reset }) {
  const entries = [["channel", "#", start.name], ["dm", "●", "stackpick"], ["home", "⌂", "App Home"], ["knowledge", "≡", "Knowledge"]];
  return (
    <nav className="sidebar" aria-label="Places">
      <p className="brand">stackpick <small>playground</small></p>
      <ul>
        {entries.map(([id, sign, name]) => (
          <li key={id}>
            <button type="button" aria-current={place === id ? "page" : undefined} onClick={() => go(id)}><span aria-hidden="true">{sign}</span> {name}</button>
          </li>
        ))}
      </ul>
      <div className="settings">
        <button type="button" onClick={toggle}><span aria-hidden="true">◐</span> <b>{theme === "dark" ? "Light look" : "Dark look"}</b></button>
        <button type="button" onClick={reset}><span aria-hidden="true">↺</span> <b>Start over</b></button>
        <small>{start.model ? `words by ${start.model}` : "no language model"} · {start.version}</small>
      </div>
    </nav>
  );
}

// Announcer tells screen readers what the bot said: the text that Slack would show as a notification.
function Announcer({ workspace }) {
  const last = workspace.messages.findLast((m) => m.bot && !m.deleted);
  return <div className="unseen" role="status">{last ? `stackpick: ${last.text}` : ""}</div>;
}

createRoot(document.getElementById("root")).render(<App />);
warmUp();
