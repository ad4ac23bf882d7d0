/*
 * What is pasted from Word, a mail or a web page, as Markdown: everything that reads in the source
 * is in the text, and of its form what our texts can say.
 */
"use strict";

const pasting = (() => {
  const indented = (content, width) => content.trim().replace(/\n(?=[^\n])/g, `\n${" ".repeat(width)}`);

  const marker = (item) => {
    const list = item.parentNode;
    if (list.nodeName !== "OL") return "- ";
    const place = [...list.children].filter((it) => it.nodeName === "LI").indexOf(item);
    return `${(Number.parseInt(list.getAttribute("start"), 10) || 1) + place}. `;
  };

  const service = new TurndownService({ emDelimiter: "*", bulletListMarker: "-", br: "  " });
  // It was done before, where the whole paragraph is known.
  service.escape = (text) => text;
  service.addRule("item", {
    filter: "li",
    replacement: (content, item) => {
      const sign = marker(item);
      return content.trim() ? `${sign}${indented(content, sign.length)}\n` : "";
    },
  });
  service.addRule("quote", {
    filter: "blockquote",
    replacement: (content) => `\n\n${content.trim().replace(/^/gm, "> ").replace(/^> $/gm, ">")}\n\n`,
  });
  service.addRule("link", {
    filter: (node) => node.nodeName === "A" && node.hasAttribute("href"),
    replacement: (content, link) => {
      const address = link.getAttribute("href");
      const words = link.textContent.trim();
      const isPlain = [address, address.replace(/^mailto:/i, "")].includes(words.replace(/\\/g, ""));
      return isPlain ? links.written("", address) : `[${content.trim()}](${address})`;
    },
  });

  /** Returns the Markdown of an HTML document or a part of one; empty if it says nothing. */
  const markdown = (html) => {
    const root = clipped.parse(html).body;
    washing.wash(root);
    smoothing.smooth(root);
    escaping.escapeAll(root);
    return service.turndown(root).replace(/^[ \t]+$/gm, "");
  };

  /* Code editors send their colours along: what they hold is text as it is. */
  const CODE = /font-family:[^;]*\b(?:monospace|consolas|menlo|courier)\b/i;
  const isCode = (html) => CODE.test(html) && /white-space:\s*pre\b/i.test(html) && !/<(p|li|a|h\d)\b/i.test(html);

  const BEGINS_A_BLOCK = /^(?:[-+>]|\d{1,9}[.)])(?: |$)/;

  /* Returns what is missing for paragraphs to begin and end in lines of their own. */
  const framed = (written, plain, before, after) => {
    if (!written.includes("\n") && !BEGINS_A_BLOCK.test(written)) {
      return /^[ \t]?/.exec(plain)[0] + written + /[ \t]?$/.exec(plain)[0];
    }
    const opening = before.trim() ? "\n\n".slice(/\n*$/.exec(before)[0].length) : "";
    const closing = after.trim() ? "\n\n".slice(/^\n*/.exec(after)[0].length) : "";
    return opening + written + closing;
  };

  /**
   * Returns what to insert between two parts of a text for the clipboard's HTML; nothing where
   * its plain text will do.
   */
  const pasted = (html, plain, before, after) => {
    const written = html.trim() && !isCode(html) ? markdown(html) : "";
    return written && framed(written, plain, before, after);
  };

  return { markdown, pasted };
})();
