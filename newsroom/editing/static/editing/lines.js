/*
 * Lists and quotes in Markdown, as the buttons and the Enter key make them of whole lines.
 *
 * Each function takes a text and what is selected of it, and returns what to put in place of
 * which part and what is selected then: `{from, to, insert, start, end}`.
 */
"use strict";

const lines = (() => {
  const ITEM = /^(\s*)([-*+]|(\d{1,9})[.)])(?:\s+|$)/;
  const QUOTED = /^> ?/;
  const isBullet = (line) => ITEM.test(line) && !ITEM.exec(line)[3];
  const isNumbered = (line) => ITEM.test(line) && Boolean(ITEM.exec(line)[3]);

  /** Returns where the whole lines begin and end that a selection touches. */
  const around = (text, start, end) => {
    const newline = text.indexOf("\n", end);
    return [text.lastIndexOf("\n", start - 1) + 1, newline < 0 ? text.length : newline];
  };

  /** Returns the lines of a part of the text. */
  const of = (text, from, to) => text.slice(from, to).split("\n");

  const lineBefore = (text, from) => (from ? of(text, ...around(text, from - 1, from - 1))[0] : "");
  const lineAfter = (text, to) => (to < text.length ? of(text, ...around(text, to + 1, to + 1))[0] : "");

  /* Without an empty line the paragraph beside it would be drawn into a list or quote. */
  const replaced = (text, [from, to], written, belongs, isOne) => {
    const above = lineBefore(text, from);
    const below = lineAfter(text, to);
    const before = above.trim() && !belongs(above) ? "\n" : "";
    const after = below.trim() && !belongs(below) ? "\n" : "";
    const start = from + before.length;
    const end = start + written.length;
    return { from, to, insert: before + written + after, start: isOne ? end : start, end };
  };

  const listed = (marker, isKind) => (text, start, end) => {
    const ends = around(text, start, end);
    const all = of(text, ...ends);
    const written = all.length > 1 ? all.filter((it) => it.trim()) : all;
    if (written.every(isKind)) {
      const plain = written.map((it) => it.replace(ITEM, "")).join("\n\n");
      return replaced(text, ends, plain, () => false, start === end);
    }
    const above = ITEM.exec(lineBefore(text, ends[0]));
    const first = above && above[3] ? Number(above[3]) + 1 : 1;
    const items = written.map((it, i) => marker(first + i) + it.replace(ITEM, ""));
    return replaced(text, ends, items.join("\n"), isKind, start === end);
  };

  /** Turns each line into an item, the items into paragraphs again. */
  const bullets = listed(() => "- ", isBullet);
  const numbers = listed((number) => `${number}. `, isNumbered);

  /* A quote is of whole paragraphs: the lines that follow would be read as part of it anyway. */
  const paragraphs = (text, start, end) => {
    let [from, to] = around(text, start, end);
    while (from && lineBefore(text, from).trim()) [from] = around(text, from - 1, from - 1);
    while (to < text.length && lineAfter(text, to).trim()) [, to] = around(text, to + 1, to + 1);
    return [from, to];
  };

  /** Turns the paragraphs into a quote, a quote into paragraphs again. */
  const quote = (text, start, end) => {
    const ends = paragraphs(text, start, end);
    const all = of(text, ...ends);
    const isOn = all.some((it) => it.trim()) && all.every((it) => !it.trim() || QUOTED.test(it));
    const written = all.map((it) => (isOn ? it.replace(QUOTED, "") : `> ${it}`.trimEnd()));
    const insert = written.length > 1 || written[0] !== ">" ? written.join("\n") : "> ";
    return replaced(text, ends, insert, () => false, start === end);
  };

  /* Numbers that follow in the list go on from the one that was put before them. */
  const renumbered = (text, from, number) => {
    const rest = text.slice(from).split("\n");
    let next = number;
    const own = rest.findIndex((it, i) => i > 0 && !isNumbered(it));
    const following = rest.slice(1, own < 0 ? rest.length : own);
    const length = following.join("\n").length;
    return [following.map((it) => it.replace(/\d+/, () => (next += 1))).join("\n"), length];
  };

  /** Goes on with the list or quote in which Enter is pressed; on an empty item it ends. */
  const enter = (text, caret) => {
    const [from, to] = around(text, caret, caret);
    const line = text.slice(from, to);
    const begins = (QUOTED.exec(line) || [""])[0];
    const item = ITEM.exec(line.slice(begins.length));
    const marker = begins + (item ? item[0] : "");
    if (!marker || caret - from < marker.length) return null;
    if (!line.slice(marker.length).trim()) return ended(text, from, to, begins && !item);
    if (!item) return typed(caret, `\n>\n${begins}`);
    if (!item[3]) return typed(caret, `\n${marker.trimEnd()} `);
    const number = Number(item[3]) + 1;
    const own = `\n${marker.trimEnd().replace(/\d+/, number)} `;
    const [following, length] = begins ? ["", 0] : renumbered(text, caret, number);
    if (!length) return typed(caret, own);
    const rest = text.slice(caret, to);
    const place = caret + own.length;
    const end = to + 1 + length;
    return { from: caret, to: end, insert: `${own}${rest}\n${following}`, start: place, end: place };
  };

  const typed = (caret, insert) => {
    const place = caret + insert.length;
    return { from: caret, to: caret, insert, start: place, end: place };
  };

  /* An empty line stays between what has ended and what is typed now. */
  const ended = (text, from, to, isQuote) => {
    const opened = isQuote && lineBefore(text, from).trim() === ">" ? lineBefore(text, from).length + 1 : 0;
    const start = from - opened;
    const insert = lineBefore(text, start).trim() ? "\n" : "";
    const place = start + insert.length;
    return { from: start, to, insert, start: place, end: place };
  };

  return { around, of, bullets, numbers, quote, enter };
})();
