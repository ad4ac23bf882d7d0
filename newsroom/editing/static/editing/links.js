/* Links in Markdown: the one at the caret, and how one is written. */
"use strict";

const links = (() => {
  const LINK = /\[((?:\\.|[^\[\]\\\n])*)\]\(([^()\s]*)(?:\s+["'][^\n]*?["'])?\)/g;
  const PLAIN = /<((?:https?:|mailto:)[^<>\s]+|[^<>\s@:]+@[^<>\s@]+)>/gi;
  const STRAY = /\\[^]|[[\]]/g;

  const within = (text, pattern, start, end) =>
    [...text.matchAll(pattern)].find((it) => it.index <= start && end <= it.index + it[0].length);

  /** Returns the link in which the selection lies, or the selection as the words of a new one. */
  const at = (text, start, end) => {
    const link = within(text, LINK, start, end);
    const plain = link ? null : within(text, PLAIN, start, end);
    const found = link || plain;
    if (!found) {
      const words = text.slice(start, end).trim();
      const from = words ? text.indexOf(words, start) : start;
      return { from, to: from + words.length, words, address: "", isNew: true };
    }
    const [whole, first, second] = found;
    const place = { from: found.index, to: found.index + whole.length, isNew: false };
    return link ? { ...place, words: first, address: second } : { ...place, words: "", address: first };
  };

  /* A bracket without its partner would end the words too early. */
  const bracketed = (words) => {
    let depth = 0;
    const isBalanced = (words.match(STRAY) || []).every((sign) => {
      depth += { "[": 1, "]": -1 }[sign] || 0;
      return depth >= 0;
    });
    if (isBalanced && !depth) return words;
    return words.replace(STRAY, (sign) => (sign.length > 1 ? sign : `\\${sign}`));
  };

  /** Returns a link; one without words shows its address. */
  const written = (words, address) => {
    const plain = words.replace(/\s+/g, " ").trim();
    const shown = address.includes("?") ? address : address.replace(/^mailto:/i, "");
    return plain ? `[${bracketed(plain)}](${address})` : `<${shown}>`;
  };

  /** Returns the edit that puts another text in place of a link, with the caret behind it. */
  const replaced = ({ from, to }, insert) => {
    const place = from + insert.length;
    return { from, to, insert, start: place, end: place };
  };

  return { at, written, replaced };
})();
