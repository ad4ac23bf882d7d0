/*
 * Writes the words of a document so that each sign is read as itself: a backslash stands where
 * our rules (newsroom/publication/markup.py) would see markup, and nowhere else.
 */
"use strict";

const escaping = (() => {
  const { textNodes, isBlock, isBreak } = clipped;
  const STARS = /\*/g;
  const LOW_LINES = /(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu;
  const OTHERS = /\\(?=[!-/:-@[-`{-~]|$)|\](?=\()|<(?=[a-z][a-z0-9+.-]{1,31}:|[^\s<>@]+@)/gi;
  const IN_LINK = /\\[^]|[[\]]/g;
  const START = /^(\s*)(?:([-+])(?=\s|$)|(\d{1,9})([.)])(?=\s|$)|(>))/;

  /* Between blanks an asterisk is one; at the start of a line it would begin a list. */
  const isAlone = (text, at, isAtStart) => {
    const hasBlanks = /\s/.test(text[at - 1] || "x") && /\s/.test(text[at + 1] || "x");
    return hasBlanks && !(isAtStart && !text.slice(0, at).trim());
  };

  /* Returns words as they must be written to be read as themselves. */
  const escaped = (text, isAtStart, isInLink) => {
    let written = text.replace(OTHERS, "\\$&").replace(LOW_LINES, (run) => run.replace(/_/g, "\\_"));
    written = written.replace(STARS, (star, at, whole) => (isAlone(whole, at, isAtStart) ? star : `\\${star}`));
    if (isInLink) written = written.replace(IN_LINK, (it) => (it.length > 1 ? it : `\\${it}`));
    return isAtStart ? written.replace(START, "$1$3\\$2$4$5") : written;
  };

  const isAtStart = (text) => {
    let node = text;
    const isNothing = (it) => it && !it.textContent.trim() && !isBreak(it) && !isBlock(it);
    for (;;) {
      let before = node.previousSibling;
      while (isNothing(before)) before = before.previousSibling;
      if (before) return isBreak(before) || isBlock(before);
      node = node.parentElement;
      if (isBlock(node) || node.localName === "body") return true;
    }
  };

  const escapeAll = (root) => {
    for (const it of textNodes(root)) {
      const words = it.data.replace(/\s+/g, " ");
      if (words.trim()) it.data = escaped(words, isAtStart(it), Boolean(it.parentElement.closest("a")));
    }
  };

  return { escapeAll };
})();
