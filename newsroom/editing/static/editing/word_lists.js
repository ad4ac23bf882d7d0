/* The lists of Word, which are paragraphs with a marker each, made into lists. */
"use strict";

const wordLists = (() => {
  const { style, all, make, textNodes, BLOCKS } = clipped;

  const MARKER = "[data-style*='mso-list:ignore' i], [data-style*='mso-list: ignore' i]";
  const LEVEL = /mso-list:\s*l\d+\s+level(\d+)/i;
  const NUMBER = /^\(?[\p{L}\d]{1,5}[.)]+$/u;
  /* Others keep no more of it than the sign. */
  const SIGN = /^\s*[•·▪◦‣●○]\s+/u;

  const itemOf = (paragraph) => {
    const level = LEVEL.exec(style(paragraph));
    const marker = level && paragraph.querySelector(MARKER);
    if (marker) {
      const sign = marker.textContent.trim();
      marker.remove();
      return { paragraph, level: Number(level[1]), name: NUMBER.test(sign) ? "ol" : "ul", sign };
    }
    const first = textNodes(paragraph).find((it) => it.data.trim());
    if (paragraph.querySelector(BLOCKS) || !SIGN.test(paragraph.textContent) || !first) return null;
    const second = textNodes(paragraph).filter((it) => it.data.trim())[1];
    first.data = first.data.replace(/^\s*.\s*/u, "");
    if (!first.data && second) second.data = second.data.trimStart();
    return { paragraph, level: 1, name: "ul", sign: "" };
  };

  /** Makes lists of the paragraphs in the element that Word or a bullet marks as items. */
  const read = (root) => {
    let open = [];
    for (const paragraph of all(root, "p, h1, h2, h3, h4, h5, h6, div")) {
      const item = itemOf(paragraph);
      if (!item) continue;
      const last = open.length ? open[0].list : null;
      if (!last || paragraph.previousElementSibling !== last) open = [];
      while (open.length && open.at(-1).level > item.level) open.pop();
      const top = open.at(-1);
      if (top && top.level === item.level && top.list.localName !== item.name) open.pop();
      if (!open.length || open.at(-1).level < item.level) open.push(opened(item, open.at(-1)));
      const entry = make(paragraph, "li");
      entry.append(...paragraph.childNodes);
      open.at(-1).list.append(entry);
      paragraph.remove();
    }
  };

  const opened = ({ paragraph, level, name, sign }, above) => {
    const list = make(paragraph, name);
    const number = Number.parseInt(sign, 10);
    if (name === "ol" && number > 1) list.setAttribute("start", number);
    if (above) above.list.lastElementChild.append(list);
    else paragraph.before(list);
    return { list, level };
  };

  return { read };
})();
