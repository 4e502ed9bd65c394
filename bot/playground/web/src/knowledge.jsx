// The writer's view: the documents as the engine reads them, and the way from a question to its answer.
import { useEffect, useState } from "react";
import { awaited, get } from "./api.js";
import { Explain } from "./explain.jsx";

export function Knowledge({ edition, watched, open, go, fail }) {
  const [holding, setHolding] = useState(null);
  const [filter, setFilter] = useState("");
  useEffect(() => {
    let forget;
    const timer = setTimeout(() => { forget = awaited(get(`knowledge?for=${encodeURIComponent(filter)}`), setHolding, fail); }, filter ? 150 : 0);
    return () => {
      clearTimeout(timer);
      forget?.();
    };
  }, [edition, filter, fail]);
  if (!holding) {
    return <div className="panes"><main className="pane" aria-label="Knowledge" /></div>;
  }
  const [id, passage] = open.split("#");
  return (
    <div className="panes">
      <main className="pane knowledge" aria-label="Knowledge">
        <header className="head"><div>
          <h1>Knowledge</h1>
          <p>{counted(holding.total, "document")}, {holding.hash.slice(7, 15)} · {watched ? "what you save in the files appears here by itself" : "built in: name your own files with --knowledge"}</p>
        </div></header>
        <div className="scrolling writer" tabIndex={0} role="region" aria-label="Documents and answers">
          {holding.fault && <p className="fault" role="alert">The newest files were not opened: {holding.fault}</p>}
          <Explain edition={edition} go={go} fail={fail} />
          <section aria-labelledby="documents">
            <h2 id="documents">Documents</h2>
            {holding.problems.length > 0 && <Problems list={holding.problems} />}
            {holding.total > 8 && (
              <input className="field" type="search" aria-label="Find a document" placeholder="Find a document" value={filter} onChange={(e) => setFilter(e.target.value)} />
            )}
            <ul className="documents">
              {holding.documents.map((d) => (
                <li key={d.id}>
                  <button type="button" className="document" aria-expanded={d.id === id} onClick={() => go(d.id === id ? "" : d.id)}>
                    <b>{d.title}</b>
                    <small>{[d.file, d.date, d.kind, counted(d.passages, "passage"), counted(d.claims, "claim")].filter(Boolean).join(" · ")}</small>
                    <span>{d.options.map((o) => <i key={o} className="tag">{o}</i>)}{d.problems > 0 && <i className="tag bad">{counted(d.problems, "finding")}</i>}</span>
                  </button>
                  {d.id === id && <Document id={id} passage={passage ? open : ""} edition={edition} fail={fail} />}
                </li>
              ))}
            </ul>
            {holding.more > 0 && <p>{holding.more} more: narrow them down above.</p>}
          </section>
        </div>
      </main>
    </div>
  );
}

const counted = (n, noun) => `${n} ${noun}${n === 1 ? "" : "s"}`;

function Document({ id, passage, edition, fail }) {
  const [doc, setDoc] = useState(null);
  useEffect(() => awaited(get(`document?id=${encodeURIComponent(id)}`), setDoc, fail), [id, edition, fail]);
  useEffect(() => { document.getElementById(`passage ${passage}`)?.scrollIntoView({ block: "center" }); }, [doc, passage]);
  if (!doc) {
    return null;
  }
  return (
    <div className="sections">
      {(doc.sections ?? []).map((s, i) => (
        <section key={i}>
          <h3>{s.path.length > 0 && <small>{s.path.join(" › ")} › </small>}{s.heading || doc.title}</h3>
          {s.passages.map((p) => <Passage key={p.id} passage={p} wanted={p.id === passage} />)}
        </section>
      ))}
    </div>
  );
}

function Passage({ passage, wanted }) {
  return (
    <div className={wanted ? "passage wanted" : "passage"} id={`passage ${passage.id}`}>
      <p className="about">
        <code>{passage.id}</code> {passage.kind} · line {passage.line}
        {passage.topics.map((t) => <i key={t} className="tag">heading: {t}</i>)}
      </p>
      {passage.problems.length > 0 && <Problems list={passage.problems} beside />}
      <ul className="claims">{passage.claims.map((c, i) => <Claim key={i} claim={c} />)}</ul>
    </div>
  );
}

const signs = { for: "✓", against: "✗", neutral: "○" };

function Claim({ claim }) {
  return (
    <li>
      {claim.text}
      <span className="reading">
        {claim.about.map((s) => <i key={s.option} className={`tag ${s.stance}`}>{signs[s.stance]} {s.option} <span className="unseen">({s.stance})</span></i>)}
        {claim.concepts.map((c) => <i key={c.name} className={c.own ? "tag concept" : "tag concept lent"} title={c.own ? "by its own words" : "by its heading"}>{c.name}</i>)}
        {claim.verdict && <i className="tag verdict">recommends</i>}
        {claim.about.length + claim.concepts.length === 0 && <i className="tag none">about no option, no criterion</i>}
      </span>
    </li>
  );
}

// Problems lists findings; those beside their text need no file.
function Problems({ list, beside }) {
  return (
    <ul className="problems">
      {list.map((p, i) => <li key={i} className={p.fatal ? "fatal" : ""}><code>{beside ? (p.line > 0 ? `line ${p.line}` : "file") : `${p.file}${p.line > 0 ? `:${p.line}` : ""}`}</code> {p.message}{p.fatal && " (left out)"}</li>)}
    </ul>
  );
}
