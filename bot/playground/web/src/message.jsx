// A message as Slack shows it: who, when, the blocks, and what can be done with it.
import { memo, useState } from "react";
import { post } from "./api.js";
import { Blocks } from "./blocks.jsx";
import { Source } from "./dialogs.jsx";

const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });

export const Item = memo(function Item({ message, theme, replies, openThread, fail }) {
  const [source, showSource] = useState(false);
  const name = message.bot ? "stackpick" : "You";
  const act = (action, value) => post("press", { channel: message.channel, ts: message.ts, action, value }).catch(fail);
  return (
    <li className={message.ephemeral ? "message ephemeral" : "message"} data-ts={message.ts} data-bot={message.bot}>
      <Avatar bot={message.bot} />
      <article aria-label={`${name}, ${clock.format(new Date(message.at))}`}>
        {message.ephemeral && <p className="only">Only visible to you</p>}
        <p className="who">
          <b>{name}</b>{message.bot && <abbr title="This is an app">APP</abbr>}
          <time dateTime={message.at}>{clock.format(new Date(message.at))}</time>
          {message.edited && <small>(edited)</small>}
        </p>
        {message.blocks ? <Blocks blocks={message.blocks} theme={theme} act={act} /> : <Typed text={message.text} />}
        <p className="tools">
          {replies > 0 && <button type="button" className="link" onClick={() => openThread(message.ts)}>{replies === 1 ? "1 reply" : `${replies} replies`}</button>}
          {openThread && !replies && !message.ephemeral && <button type="button" className="link quiet" onClick={() => openThread(message.ts)}>Reply in thread</button>}
          {message.bot && <button type="button" className="link quiet json" onClick={() => showSource(true)}>View JSON</button>}
        </p>
      </article>
      {source && <Source title="What Slack gets" theme={theme} close={() => showSource(false)} value={sent(message)} />}
    </li>
  );
});

// sent is a message as its call of the Web API has it.
function sent(message) {
  const { channel, thread, text, blocks } = message;
  return { channel, ...(thread && { thread_ts: thread }), text, ...(blocks && { blocks }) };
}

function Avatar({ bot }) {
  return bot ? (
    <svg className="avatar" viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="7" /><path d="M8 11h16M8 16h11M8 21h6" /></svg>
  ) : (
    <span className="avatar you" aria-hidden="true">Y</span>
  );
}

// Typed is what a person wrote, as Slack keeps it: escaped, with mentions marked.
function Typed({ text }) {
  const parts = text.split(/(<@U0BOT>)/).map((part, i) =>
    part === "<@U0BOT>" ? <span key={i} className="mention">@stackpick</span> : unescaped(part));
  return <p className="typed">{parts}</p>;
}

const unescaped = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
