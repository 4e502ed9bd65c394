// Block Kit on the page: each block is drawn by slack-blocks-to-jsx, but for those that it lacks or that a person acts
// on. A block that cannot be drawn shows its JSON, and the others stand.
import { Component, memo } from "react";
import { Message } from "slack-blocks-to-jsx";
import { Input, Interactive, known } from "./elements.jsx";

export const Blocks = memo(function Blocks({ blocks, theme, act, form }) {
  return (
    <div className="blocks">
      {blocks.map((block, i) => (
        <Guarded key={i} block={block}><Block block={block} theme={theme} act={act} form={form} /></Guarded>
      ))}
    </div>
  );
});

function Block({ block, theme, act, form }) {
  switch (block.type) {
    case "actions":
    case "context_actions":
      return <div className={block.type}>{block.elements.map((e, i) => <Interactive key={e.action_id ?? i} element={e} act={act} />)}</div>;
    case "input":
      return <Input block={block} {...form} fault={form?.faults[block.element.action_id]} />;
    case "context":
      return block.elements.every((e) => e.type === "plain_text") ? <p className="small">{block.elements.map((e) => e.text).join(" ")}</p> : <Drawn block={block} theme={theme} />;
    case "section":
      if (known.has(block.accessory?.type)) {
        const { accessory, ...section } = block;
        return <div className="accessory"><Section block={section} theme={theme} /><Interactive element={accessory} act={act} /></div>;
      }
      return <Section block={block} theme={theme} />;
    case "container":
      return <Container block={block} theme={theme} act={act} />;
    case "table":
      return <Table block={block} theme={theme} />;
    case "data_table":
      return <DataTable block={block} theme={theme} />;
    default:
      return drawn.has(block.type) ? <Drawn block={block} theme={theme} /> : <Raw value={block} why={`no way to draw a ${block.type}`} />;
  }
}

// What the library draws; of others it leaves no trace.
const drawn = new Set([
  "divider", "section", "image", "context", "file", "header", "video", "rich_text", "table", "markdown", "plan", "task_card",
  "alert", "card", "carousel", "data_visualization",
]);

const hooks = {
  user: ({ id }) => <span className="mention">@{id === "U0BOT" ? "stackpick" : "you"}</span>,
  link: ({ href, children }) =>
    /^https?:\/\//i.test(href) ? <a href={href} target="_blank" rel="noopener noreferrer">{children}</a> : <span>{children}</span>,
};

function Drawn({ block, theme }) {
  return <Message blocks={[block]} theme={theme} hooks={hooks} name="stackpick" logo="" withoutWrapper />;
}

// Section keeps the library from reading mark-up and addresses into plain text.
function Section({ block, theme }) {
  return block.text?.type === "plain_text" && !block.fields && !block.accessory ? <p className="plaintext">{block.text.text}</p> : <Drawn block={block} theme={theme} />;
}

// Table gives the library's table what it does not know: numbers, which blank the whole page there.
function Table({ block, theme }) {
  const rows = block.rows.map((row) => row.map((cell) =>
    cell.type === "raw_number" ? { type: "raw_text", text: cell.text ?? String(cell.value) } : cell));
  return <div className="scrolls" tabIndex={0} role="region" aria-label="Table"><Drawn block={{ ...block, rows }} theme={theme} /></div>;
}

function DataTable({ block, theme }) {
  const { caption, ...table } = block;
  return <figure>{caption && <figcaption>{caption}</figcaption>}<Table block={{ ...table, type: "table" }} theme={theme} /></figure>;
}

// Container folds its blocks, where it can be folded.
function Container({ block, theme, act }) {
  const title = block.title?.text ?? "";
  const inner = <Blocks blocks={block.child_blocks ?? block.blocks ?? []} theme={theme} act={act} />;
  if (!block.is_collapsible) {
    return <section className="container"><strong>{title}</strong>{inner}</section>;
  }
  return <details className="container" open={!block.default_collapsed}><summary>{title}</summary>{inner}</details>;
}

// Raw shows what cannot be drawn.
function Raw({ value, why }) {
  return <div className="raw"><small>{why}</small><pre tabIndex={0}>{JSON.stringify(value, null, 2)}</pre></div>;
}

// Guarded keeps a block that cannot be drawn from taking the page with it.
class Guarded extends Component {
  state = { fault: null };

  static getDerivedStateFromError(fault) {
    return { fault };
  }

  componentDidUpdate(before) {
    if (this.state.fault && before.block !== this.props.block) {
      this.setState({ fault: null });
    }
  }

  render() {
    return this.state.fault ? <Raw value={this.props.block} why="this block could not be drawn" /> : this.props.children;
  }
}
