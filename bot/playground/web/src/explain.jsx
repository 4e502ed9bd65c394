// The way from a question to its answer: the ranked passages, the ledger, and the arithmetic of the rule.
import { useEffect, useState } from "react";
import { awaited, post } from "./api.js";

export function Explain({ edition, go, fail }) {
  const [question, setQuestion] = useState("");
  const [asked, setAsked] = useState("");
  const [way, setWay] = useState(null);
  useEffect(() => (asked ? awaited(post("explain", { question: asked }), setWay, fail) : undefined), [asked, edition, fail]);
  const submit = (e) => {
    e.preventDefault();
    setAsked(question.trim());
  };
  return (
    <section aria-labelledby="explain" className="explain">
      <h2 id="explain">Why that answer?</h2>
      <form className="ask" onSubmit={submit}>
        <input className="field" aria-label="Question" placeholder="Ask, and see each step" value={question} maxLength={12000} onChange={(e) => setQuestion(e.target.value)} />
        <button type="submit" className="element primary">Show</button>
      </form>
      {way && asked && <Way way={way} go={go} />}
    </section>
  );
}

function Way({ way, go }) {
  const gaps = way.gaps.filter((g) => !way.answer.includes(g));
  return (
    <div className="way">
      <p className="outcome" role="status"><b>{way.pick || way.outcome.replace("_", " ")}</b>{way.strength && ` · ${way.strength}`}</p>
      <p className="said">{way.answer}</p>
      {gaps.length > 0 && <p className="gaps">Missing: {gaps.join(" · ")}</p>}
      {way.ledger && <Ledger ledger={way.ledger} go={go} />}
      {way.arithmetic.length > 0 && <details><summary>The rule’s arithmetic</summary><pre tabIndex={0}>{way.arithmetic.join("\n")}</pre></details>}
      <h3>Ranked passages</h3>
      <p className="legend">
        {way.hits.length === 0 ? "No passage has a word of the question."
          : "Under each: the words of the question that it has, what it would score for that word alone, and how many passages have it."}
      </p>
      <ol className="hits">{way.hits.map((h) => <Hit key={h.id} hit={h} best={way.hits[0].score} go={go} />)}</ol>
    </div>
  );
}

function Hit({ hit, best, go }) {
  return (
    <li>
      <p>
        <button type="button" className="link" onClick={() => go(hit.id)}>{hit.heading || hit.title}</button> <small>{hit.title} · {hit.kind}</small>
        {hit.cited > 0 && <i className="tag for">cited as [{hit.cited}]</i>}
      </p>
      <p className="score"><meter min="0" max={best} value={hit.score} aria-label="Score" /> {hit.score.toFixed(2)}</p>
      <p className="why">
        {hit.why.map((r) => <span key={r.word} className="tag concept" title={`score for this word alone; ${r.passages} passages have it`}>{r.word} {r.alone.toFixed(2)} <small>in {r.passages}</small></span>)}
      </p>
      <details><summary>Text</summary><p>{hit.text.map((p, i) => (p.found ? <mark key={i}>{p.text}</mark> : p.text))}</p></details>
    </li>
  );
}

const signed = (n) => `${n < 0 ? "−" : "+"}${Math.abs(n).toFixed(2)}`;

function Ledger({ ledger, go }) {
  return (
    <>
      <h3>Evidence</h3>
      <div className="scrolls" tabIndex={0} role="region" aria-label="Evidence">
        <table className="ledger">
          <thead><tr><th scope="col">Criterion</th>{ledger.options.map((o) => <th key={o} scope="col">{o}</th>)}</tr></thead>
          <tbody>
            {ledger.rows.map((row) => (
              <tr key={row.concept}>
                <th scope="row">{row.concept}<small>weight {row.weight}</small></th>
                {row.cells.map((cell, i) => <Cell key={ledger.options[i]} cell={cell} go={go} />)}
              </tr>
            ))}
          </tbody>
          <tfoot><tr><th scope="row">Total<small>margin {ledger.margin.toFixed(2)}, coverage {Math.round(100 * ledger.coverage)} %</small></th>
            {ledger.totals.map((t, i) => <td key={ledger.options[i]}><b>{signed(t)}</b></td>)}</tr></tfoot>
        </table>
      </div>
    </>
  );
}

function Cell({ cell, go }) {
  if (cell.claims.length === 0) {
    return <td className="none">no evidence</td>;
  }
  const verdict = { 1: ", recommended", "-1": ", warned of" }[cell.verdict] ?? "";
  return (
    <td>
      <b>{signed(cell.score)}</b> <small>for {cell.for.toFixed(1)}, against {cell.against.toFixed(1)}{verdict}</small>
      <details>
        <summary>{cell.claims.length === 1 ? "1 claim" : `${cell.claims.length} claims`}</summary>
        <ul>{cell.claims.map((c, i) => (
          <li key={i}><i className={`tag ${c.stance}`}>{c.stance}</i> {c.text} <button type="button" className="link" onClick={() => go(c.passage)}>{c.passage}</button></li>
        ))}</ul>
      </details>
    </td>
  );
}
