// The interactive elements of Block Kit. The library draws them, but tells nobody what a person chose; so these few
// are ours. All text is text.
import { useId, useState } from "react";
import { Dialog } from "./dialogs.jsx";

const textOf = (object) => object?.text ?? "";

// Interactive is one element. act(actionID, value) tells what was chosen.
export function Interactive({ element, act }) {
  switch (element.type) {
    case "button":
      return <Button element={element} act={act} />;
    case "feedback_buttons":
      return <Feedback element={element} act={act} />;
    case "icon_button":
      return <Button element={element} act={act} />;
    case "overflow":
    case "static_select":
      return <Choice element={element} act={act} />;
    case "radio_buttons":
      return <Radios element={element} value="" set={(value) => act(element.action_id, value)} />;
    default:
      return <code className="unknown">{element.type}</code>;
  }
}

export const known = new Set(["button", "feedback_buttons", "icon_button", "overflow", "static_select", "radio_buttons"]);

function Button({ element, act }) {
  const [asking, ask] = useState(false);
  const press = () => act(element.action_id, element.value ?? "");
  const label = textOf(element.text);
  return (
    <>
      <button type="button" className={`element ${element.style ?? ""}`} aria-label={element.accessibility_label}
        data-action={element.action_id} onClick={() => (element.confirm ? ask(true) : press())}>
        {label}
      </button>
      {asking && <Confirm confirm={element.confirm} close={() => ask(false)} yes={press} />}
    </>
  );
}

function Confirm({ confirm, close, yes }) {
  return (
    <Dialog title={textOf(confirm.title)} close={close} narrow>
      <p>{textOf(confirm.text)}</p>
      <div className="foot">
        <button type="button" className="element" onClick={close}>{textOf(confirm.deny) || "Cancel"}</button>
        <button type="button" className="element primary" onClick={() => { close(); yes(); }}>{textOf(confirm.confirm) || "Yes"}</button>
      </div>
    </Dialog>
  );
}

const thumbs = {
  up: "M7 10v11H3V10h4Zm2 0 4-8c1.7 0 2.6 1.4 2.3 3L14.5 9H20a2 2 0 0 1 2 2.3l-1.2 7.2A3 3 0 0 1 17.8 21H9V10Z",
  down: "M7 14V3H3v11h4Zm2 0 4 8c1.7 0 2.6-1.4 2.3-3l-.8-4H20a2 2 0 0 0 2-2.3l-1.2-7.2A3 3 0 0 0 17.8 3H9v11Z",
};

function Feedback({ element, act }) {
  const [chosen, choose] = useState("");
  const sides = [["up", element.positive_button], ["down", element.negative_button]];
  return (
    <span className="feedback" role="group" aria-label="Feedback">
      {sides.filter(([, side]) => side).map(([name, side]) => (
        <button key={name} type="button" className="element thumb" data-action={element.action_id} data-side={name} aria-pressed={chosen === name}
          aria-label={side.accessibility_label ?? textOf(side.text)} title={textOf(side.text)}
          onClick={() => { choose(name); act(element.action_id, side.value); }}>
          <svg viewBox="0 0 24 24" aria-hidden="true"><path d={thumbs[name]} /></svg>
        </button>
      ))}
    </span>
  );
}

// Choice is a menu: what was chosen is told at once, and the menu shows its placeholder again.
function Choice({ element, act }) {
  const label = textOf(element.placeholder) || (element.type === "overflow" ? "More" : "Choose");
  const options = element.options ?? (element.option_groups ?? []).flatMap((g) => g.options);
  return (
    <select className="element" aria-label={label} value="" onChange={(e) => act(element.action_id, e.target.value)}>
      <option value="" disabled>{label}</option>
      {options.map((o) => <option key={o.value} value={o.value}>{textOf(o.text)}</option>)}
    </select>
  );
}

function Radios({ element, value, set, label }) {
  const name = useId();
  return (
    <div role="radiogroup" aria-label={label} className="radios">
      {(element.options ?? []).map((o) => (
        <label key={o.value}>
          <input type="radio" name={name} value={o.value} checked={value === o.value} onChange={() => set(o.value)} />
          <span>{textOf(o.text)}{o.description && <small>{textOf(o.description)}</small>}</span>
        </label>
      ))}
    </div>
  );
}

// Input is an input block of a modal. set(actionID, value) keeps what was filled in.
export function Input({ block, values, set, fault }) {
  const id = useId();
  const { element } = block;
  const value = values[element.action_id] ?? "";
  const change = (v) => set(element.action_id, v);
  const label = textOf(block.label);
  const field = { id, value, onChange: (e) => change(e.target.value), "aria-describedby": `${id}-more`, "aria-invalid": Boolean(fault) };
  let control = null;
  if (element.type === "radio_buttons") {
    control = <Radios element={element} value={value} set={change} label={label} />;
  } else if (element.type === "static_select") {
    control = (
      <select {...field} className="field">
        <option value="">{textOf(element.placeholder) || "Choose"}</option>
        {(element.options ?? []).map((o) => <option key={o.value} value={o.value}>{textOf(o.text)}</option>)}
      </select>
    );
  } else if (element.multiline) {
    control = <textarea {...field} className="field" rows={4} maxLength={element.max_length} placeholder={textOf(element.placeholder)} />;
  } else {
    control = <input {...field} className="field" maxLength={element.max_length} placeholder={textOf(element.placeholder)} />;
  }
  return (
    <div className="input">
      <label htmlFor={element.type === "radio_buttons" ? undefined : id}>
        {label}{block.optional && <span className="optional"> (optional)</span>}
      </label>
      {control}
      <div id={`${id}-more`}>
        {block.hint && <small>{textOf(block.hint)}</small>}
        {fault && <strong className="fault" role="alert">{fault}</strong>}
      </div>
    </div>
  );
}
