/*
 * Bold and italic in Markdown, thought of as editors do: each sign is bold or it is not.
 *
 * A line is read into its signs with their emphasis, the emphasis of some is turned over, and the
 * line is written again. So a word in the middle of a bold sentence can be made plain, and what
 * is half bold becomes bold, without an asterisk ever being left over.
 */
"use strict";

const emphasis = (() => {
  const MARKS = { bold: "**", italic: "*" };
  const BLANK = /^\s*$/;
  /* What begins a line and is no part of its words: quotes and the markers of lists. */
  const PREFIX = /^(?:\s*(?:>|(?:[-*+]|\d{1,9}[.)])(?=\s|$)))*\s*/;
  /* Asterisks in these mean nothing: escaped signs, the addresses of links. */
  const TOKEN = /\\[^\s]|\]\([^()\s]*\)|<[a-z][^<>\s]*>|(\*+)|[^]/giy;

  const spread = (signs, opener, style) => {
    for (const sign of signs.slice(opener.at + 1)) sign[style] = true;
  };

  /* Closes what a run of asterisks can close, as CommonMark 0.31 does (6.2, rules 1 to 12). */
  const close = (signs, open, run) => {
    while (run.left && open.length) {
      const opener = open.at(-1);
      const style = run.left > 1 && opener.left > 1 ? "bold" : "italic";
      spread(signs, opener, style);
      opener.left -= MARKS[style].length;
      run.left -= MARKS[style].length;
      if (!opener.left) open.pop();
    }
  };

  const read = (line) => {
    const signs = [];
    const open = [];
    const prefix = PREFIX.exec(line)[0].length;
    TOKEN.lastIndex = prefix;
    for (let found = TOKEN.exec(line); found; found = TOKEN.exec(line)) {
      const [text, stars] = found;
      const [from, to] = [found.index, TOKEN.lastIndex];
      if (!stars) {
        signs.push({ text, from, to });
        continue;
      }
      const run = { from, to, left: stars.length, at: signs.length };
      if (from > prefix && !BLANK.test(line[from - 1])) close(signs, open, run);
      run.at = signs.length;
      if (to < line.length && !BLANK.test(line[to])) open.push(run);
      signs.push(run);
    }
    // What no other run answers is an asterisk like any sign.
    for (const sign of signs) sign.text ??= "*".repeat(sign.left);
    return { prefix: line.slice(0, prefix), signs: signs.filter((it) => it.text) };
  };

  const isBlank = (sign) => BLANK.test(sign.text);

  /* A blank stands in bold if the words on both sides of it do. */
  const settleBlanks = (signs, style) => {
    let before = false;
    signs.forEach((sign, place) => {
      if (!isBlank(sign)) {
        before = Boolean(sign[style]);
        return;
      }
      const next = signs.slice(place).find((it) => !isBlank(it));
      sign[style] = before && Boolean(next && next[style]);
    });
  };

  const reach = (signs, place, style) => {
    const end = signs.findIndex((it, i) => i >= place && !it[style]);
    return end < 0 ? signs.length : end;
  };

  /* Returns the line, and for each sign where it stands in it now. */
  const write = ({ prefix, signs }) => {
    Object.keys(MARKS).forEach((style) => settleBlanks(signs, style));
    let line = prefix;
    const open = [];
    signs.forEach((sign, place) => {
      while (open.some((style) => !sign[style])) line += MARKS[open.pop()];
      const wanted = Object.keys(MARKS).filter((it) => sign[it] && !open.includes(it));
      // What lasts longer is opened first, so that it can be closed last.
      wanted.sort((a, b) => reach(signs, place, b) - reach(signs, place, a));
      for (const style of wanted) line += MARKS[open[open.push(style) - 1]];
      sign.now = line.length;
      line += sign.text;
    });
    while (open.length) line += MARKS[open.pop()];
    return line;
  };

  const WORD = /[\p{L}\p{N}\p{M}'’\\-]/u;

  /* Without a selection it is the word at the caret, or all that is emphasised around it. */
  const around = (signs, caret, style) => {
    const touches = signs.findIndex((it) => it.from <= caret && caret <= it.to && !isBlank(it));
    const at = signs.findIndex((it) => it.from === caret && !isBlank(it));
    const start = at < 0 ? touches : at;
    if (start < 0) return [];
    const belongs = signs[start][style] ? (it) => it[style] : (it) => WORD.test(it.text);
    if (!belongs(signs[start])) return [];
    let [first, last] = [start, start];
    while (first > 0 && belongs(signs[first - 1])) first -= 1;
    while (last + 1 < signs.length && belongs(signs[last + 1])) last += 1;
    return signs.slice(first, last + 1);
  };

  const chosen = (signs, start, end, style) =>
    start === end
      ? around(signs, start, style)
      : signs.filter((it) => it.from < end && it.to > start && !isBlank(it));

  /* Between two marks that hold nothing the next words are typed, or the marks go again. */
  const emptyMarks = (text, at, mark) => {
    const stars = (part) => part.length;
    const before = stars(/\**$/.exec(text.slice(0, at))[0]);
    const after = stars(/^\**/.exec(text.slice(at))[0]);
    const [from, to] = [at - mark.length, at + mark.length];
    if (before === mark.length && after === mark.length) return { from, to, insert: "", start: from, end: from };
    const caret = at + mark.length;
    return { from: at, to: at, insert: mark + mark, start: caret, end: caret };
  };

  /**
   * Returns what to put in place of which part of the text, and what is selected then:
   * `{from, to, insert, start, end}`, all places counted in UTF-16 code units.
   */
  const toggle = (text, start, end, style) => {
    const [from, to] = lines.around(text, start, end);
    let offset = from;
    const written = lines.of(text, from, to).map((line) => {
      const its = read(line);
      its.chosen = chosen(its.signs, Math.max(start - offset, 0), end - offset, style);
      offset += line.length + 1;
      return its;
    });
    const all = written.flatMap((it) => it.chosen);
    if (!all.length) return emptyMarks(text, start, MARKS[style]);
    const isOn = all.every((it) => it[style]);
    for (const sign of all) sign[style] = !isOn;
    let length = from;
    const insert = written.map((it) => {
      const line = write(it);
      for (const sign of it.chosen) sign.now += length;
      length += line.length + 1;
      return line;
    });
    const [first, last] = [all[0], all.at(-1)];
    const ends = [first.now, last.now + last.text.length];
    const caret = Math.min(first.now + Math.max(start - from - first.from, 0), ends[1]);
    const selected = start === end ? [caret, caret] : ends;
    return { from, to, insert: insert.join("\n"), start: selected[0], end: selected[1] };
  };

  return { toggle };
})();
