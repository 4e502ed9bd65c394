// The first answer should be no slower than those after it: what draws tables, charts and text runs once, unseen, as soon
// as the browser has nothing else to do.
import { createRoot } from "react-dom/client";
import { Blocks } from "./blocks.jsx";

const text = (words) => ({ type: "rich_text", elements: [{ type: "rich_text_section", elements: [{ type: "text", text: words, style: { bold: true } }] }] });

const sample = [
  { type: "header", text: { type: "plain_text", text: "Header" } },
  text("Text"),
  { type: "table", rows: [[{ type: "raw_text", text: "Cell" }, text("Cell")]] },
  {
    type: "data_visualization", title: "Chart",
    chart: { type: "bar", series: [{ name: "For", data: [{ label: "A", value: 1 }] }], axis_config: { categories: ["A"] } },
  },
];

export function warmUp() {
  const later = window.requestIdleCallback ?? setTimeout;
  later(() => {
    const root = createRoot(document.createElement("div"));
    root.render(<Blocks blocks={sample} theme="light" act={() => {}} />);
    setTimeout(() => root.unmount(), 1000);
  });
}
