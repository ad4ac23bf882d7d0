/*
 * Puts the emphasis and the line breaks of a washed document where Markdown can say them: within
 * a paragraph, around words.
 */
"use strict";

const smoothing = (() => {
  const { all, make, unwrap, textNodes, blockOf, isBlock, isText, isBreak, BLOCKS } = clipped;
  const EMPHASIS = "strong, em";

  /* Emphasis of Markdown ends with its paragraph: each stretch of words gets its own. */
  const pushDown = (root) => {
    for (const outer of all(root, EMPHASIS).reverse()) {
      if (!outer.querySelector(`${BLOCKS}, br`)) continue;
      for (const text of textNodes(outer)) {
        if (!text.data.trim()) continue;
        const inner = make(outer, outer.localName);
        text.replaceWith(inner);
        inner.append(text);
      }
      unwrap(outer);
    }
  };

  const next = (node) => {
    const blank = isText(node.nextSibling) && !node.nextSibling.data.trim() && node.nextSibling;
    return [blank || null, blank ? blank.nextSibling : node.nextSibling];
  };

  /* Word cuts a bold sentence into pieces; each with marks of its own they could not be read. */
  const joinPieces = (root) => {
    for (const it of all(root, EMPHASIS)) {
      const outer = it.parentElement.closest(it.localName);
      if (outer || !it.textContent.trim()) unwrap(it);
    }
    for (const it of all(root, EMPHASIS)) {
      if (!it.parentNode) continue;
      for (let [blank, piece] = next(it); piece && piece.localName === it.localName; [blank, piece] = next(it)) {
        it.append(...(blank ? [blank] : []), ...piece.childNodes);
        piece.remove();
      }
    }
    root.normalize();
  };

  const ENDS = [
    ["first", /^[\p{P}\p{S}]+/u, "before"],
    ["last", /[\p{P}\p{S}]+$/u, "after"],
  ];
  const LETTER = { before: /[^\s\p{P}\p{S}]$/u, after: /^[^\s\p{P}\p{S}]/u };

  const beside = (element, side) => {
    const texts = textNodes(blockOf(element));
    const own = textNodes(element);
    const place = side === "before" ? texts.indexOf(own[0]) - 1 : texts.indexOf(own.at(-1)) + 1;
    const found = texts[place];
    return found && blockOf(found) === blockOf(element) ? found.data : "";
  };

  /* "**Question:**Answer" is no emphasis in CommonMark (6.2): the colon has to stand outside. */
  const putSignsOutside = (root) => {
    for (const it of all(root, EMPHASIS).reverse()) {
      for (const [end, signs, side] of ENDS) {
        const texts = textNodes(it);
        const text = end === "first" ? texts[0] : texts.at(-1);
        const found = text && signs.exec(text.data);
        if (!found || text.parentElement !== it || !LETTER[side].test(beside(it, side))) continue;
        text.data = text.data.replace(signs, "");
        it[side](found[0]);
      }
      if (!it.textContent.trim()) unwrap(it);
    }
    root.normalize();
  };

  /* A break at the end of a block shows nothing; two of them are an empty line. */
  const settleBreaks = (root) => {
    for (const it of all(root, "br")) {
      if (!it.parentNode) continue;
      let run = 1;
      for (let [blank, piece] = next(it); isBreak(piece); [blank, piece] = next(it)) {
        if (blank) blank.remove();
        piece.remove();
        run += 1;
      }
      const [blank, after] = next(it);
      const before = it.previousSibling;
      const isAtEnd = !after || isBlock(after) || !before || isBlock(before);
      if (blank) blank.remove();
      if (run > 1 || (isAtEnd && (after || before))) it.replaceWith(make(it, "p"));
      else if (isAtEnd) it.remove();
    }
  };

  const smooth = (root) => {
    pushDown(root);
    joinPieces(root);
    putSignsOutside(root);
    settleBreaks(root);
  };

  return { smooth };
})();
