// What stands above the page: modals of the bot, the JSON of a message, questions back.
import { useEffect, useId, useRef, useState } from "react";
import { awaited, post } from "./api.js";
import { Blocks } from "./blocks.jsx";

// Dialog is a modal dialog: the browser keeps the focus in it, and Escape closes it.
export function Dialog({ title, close, narrow, wide, children }) {
  const ref = useRef(null);
  const id = useId();
  useEffect(() => {
    const before = document.activeElement;
    ref.current.showModal();
    return () => before?.focus?.();
  }, []);
  return (
    <dialog ref={ref} className={narrow ? "narrow" : wide ? "wide" : ""} aria-labelledby={id} onCancel={(e) => { e.preventDefault(); close(); }}
      onClick={(e) => e.target === ref.current && close()}>
      <div className="sheet">
        <header>
          <h2 id={id}>{title}</h2>
          <button type="button" className="plain" aria-label="Close" onClick={close}>✕</button>
        </header>
        {children}
      </div>
    </dialog>
  );
}

// Modal is a view that the bot has opened. What is filled in goes back to it.
export function Modal({ view, theme, close, fail }) {
  const [values, setValues] = useState({});
  const [faults, setFaults] = useState({});
  const body = view.body;
  const act = (action, value) => post("press", { view: view.id, action, value }).catch(fail);
  const submit = async (e) => {
    e.preventDefault();
    const missing = body.blocks.filter((b) => b.type === "input" && !b.optional && !values[b.element.action_id]);
    setFaults(Object.fromEntries(missing.map((b) => [b.element.action_id, "Please fill this in."])));
    if (missing.length === 0) {
      await post("submit", { view: view.id, input: values }).then(close, fail);
    }
  };
  const form = { values, faults, set: (id, value) => setValues((before) => ({ ...before, [id]: value })) };
  return (
    <Dialog title={body.title?.text ?? ""} close={close}>
      <form onSubmit={submit} noValidate>
        <div className="scrolling" tabIndex={0} role="region" aria-label={body.title?.text ?? "Modal"}>
          <Blocks blocks={body.blocks} theme={theme} act={act} form={form} />
        </div>
        <div className="foot">
          <button type="button" className="element" onClick={close}>{body.close?.text ?? "Close"}</button>
          {body.submit && <button type="submit" className="element primary">{body.submit.text}</button>}
        </div>
      </form>
    </Dialog>
  );
}

// Source shows the JSON that Slack would get. It can be changed: beside it stands how that looks, and what Slack would
// have against it.
export function Source({ title, value, theme, close }) {
  const [text, setText] = useState(() => JSON.stringify(value, null, 2));
  const [blocks, setBlocks] = useState(value.blocks ?? []);
  const [verdict, setVerdict] = useState({ problems: [] });
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    let forget;
    const fault = (e) => setVerdict({ problems: [e.message] });
    const timer = setTimeout(() => {
      try {
        const message = JSON.parse(text);
        const wanted = message.blocks ?? (Array.isArray(message) ? message : []);
        setBlocks(wanted);
        forget = awaited(post("check", { text: message.text ?? "", blocks: wanted }), setVerdict, fault);
      } catch (e) {
        fault(e);
      }
    }, 150);
    return () => {
      clearTimeout(timer);
      forget?.();
    };
  }, [text]);
  const copy = () => navigator.clipboard.writeText(text).then(() => setCopied(true), () => setCopied(false));
  return (
    <Dialog title={title} close={close} wide>
      <div className="bench">
        <textarea className="code" aria-label="JSON" spellCheck="false" value={text} onChange={(e) => setText(e.target.value)} />
        <div className="scrolling" tabIndex={0} role="region" aria-label="How it looks">
          {Array.isArray(blocks) && <Blocks blocks={blocks} theme={theme} act={() => {}} />}
        </div>
      </div>
      <div role="status" className={verdict.problems.length === 0 ? "verdict good" : "verdict bad"}>
        {verdict.problems.length === 0 ? "Slack would take this." : <ul>{verdict.problems.map((p) => <li key={p}>{p}</li>)}</ul>}
      </div>
      <div className="foot">
        <button type="button" className="element" onClick={copy}>{copied ? "Copied" : "Copy"}</button>
        <button type="button" className="element primary" onClick={close}>Close</button>
      </div>
    </Dialog>
  );
}
