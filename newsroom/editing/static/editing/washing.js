/*
 * Makes of a document from the clipboard one that has only what our texts can say: paragraphs,
 * bold, italic, links, lists and quotes, by whatever styles Word, Google Docs or a mail said it.
 */
"use strict";

const washing = (() => {
  const { style, all, unwrap, make, rename, wrapInside, textNodes, BLOCKS } = clipped;
  const UNSEEN = [
    "script, style, template, noscript, head, title, meta, link, base, svg, math, canvas, img",
    "picture, video, audio, iframe, frame, object, embed, input, button, select, textarea, del, hr",
    "[hidden], [data-style*='display:none' i], [data-style*='display: none' i]",
    "[data-style*='mso-hide:all' i]",
    // Word's comments, and the marks that lead to them.
    "[data-style*='mso-element:comment' i], .MsoCommentReference, .MsoCommentText, .msocomanchor",
  ].join(", ");
  const KEPT = `${BLOCKS}, strong, em, a[href], br`;
  const INVISIBLE = /[\u00ad\u200b\u2060\ufeff\u0000-\u0008\u000e-\u001f\u007f]/g;
  const BLANKS = /[\u00a0\t\v\f]/g;

  const dropUnseen = (root) => {
    const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_COMMENT);
    const comments = [];
    while (walker.nextNode()) comments.push(walker.currentNode);
    for (const it of [...comments, ...all(root, UNSEEN)]) it.remove();
    for (const it of textNodes(root)) it.data = it.data.replace(INVISIBLE, "").replace(BLANKS, " ");
  };

  /* Google Docs puts a list that belongs to an item beside the item. */
  const nestLists = (root) => {
    for (const list of all(root, ":is(ul, ol) > :is(ul, ol)")) {
      const item = list.previousElementSibling;
      if (item && item.localName === "li") item.append(list);
      else list.replaceWith(...list.children);
    }
  };

  /* An item of one paragraph is a line, without the room that paragraphs have around them. */
  const tightenItems = (root) => {
    for (const it of all(root, "li > p:first-child")) {
      const rest = [...it.parentElement.children].slice(1);
      if (rest.every((other) => other.matches("ul, ol"))) unwrap(it);
    }
  };

  const readQuotes = (root) => {
    // Outlook draws a line beside what it quotes; Word has a style for it.
    for (const it of all(root, "div[data-style*='border-left' i]")) {
      if (/border-left:\s*(?!none|0)[^;]*\bsolid\b/i.test(style(it))) rename(it, "blockquote");
    }
    for (const it of all(root, "p.MsoQuote, p.MsoIntenseQuote")) {
      wrapInside(it, "p");
      rename(it, "blockquote");
    }
    for (const it of all(root, "q")) {
      it.prepend("“");
      it.append("”");
    }
  };

  /* Without its place a raised figure would be read as another number: 10 to the 6th as 106. */
  const FIGURES = { sup: "⁰¹²³⁴⁵⁶⁷⁸⁹", sub: "₀₁₂₃₄₅₆₇₈₉" };

  const readFigures = (root) => {
    for (const it of all(root, "sup, sub")) {
      const figures = it.textContent.trim();
      if (/^\d+$/.test(figures)) {
        it.textContent = figures.replace(/\d/g, (sign) => FIGURES[it.localName][sign]);
      }
    }
  };

  /*
   * A row is a line, its cells side by side; a table that only places things on the page, as the
   * ones of mails do, is what stands in it.
   */
  const readTables = (root) => {
    for (const row of all(root, "tr").reverse()) {
      const cells = [...row.children].filter((it) => it.textContent.trim());
      const isShort = (it) => all(it, BLOCKS).length < 2 && !it.querySelector("li, br");
      if (cells.length < 2 || !cells.every(isShort)) continue;
      const line = make(row, "p");
      cells.forEach((cell, place) => {
        all(cell, BLOCKS).forEach(unwrap);
        line.append(...(place ? [" | "] : []), ...cell.childNodes);
      });
      row.replaceChildren(line);
    }
    for (const it of all(root, "table, thead, tbody, tfoot, tr, td, th, caption")) rename(it, "div");
  };

  const isBold = (it) => /(?:^|[;\s])font-weight:\s*(bold|[6-9]00)/i.test(style(it));
  const isLight = (it) => /(?:^|[;\s])font-weight:\s*(normal|[1-4]00)/i.test(style(it));
  const isItalic = (it) => /(?:^|[;\s])font-style:\s*(italic|oblique)/i.test(style(it));
  const isUpright = (it) => /(?:^|[;\s])font-style:\s*normal/i.test(style(it));

  const readEmphasis = (root) => {
    for (const it of all(root, "b, strong, i, em, cite, dfn, var, span, font, u, ins, mark, a")) {
      const isStrong = it.matches("b, strong") ? !isLight(it) : isBold(it);
      const isStressed = it.matches("i, em, cite, dfn, var") ? !isUpright(it) : isItalic(it);
      if (isStrong) wrapInside(it, "strong");
      if (isStressed) wrapInside(it, "em");
      if (it.localName !== "a") unwrap(it);
    }
  };

  /* Our texts have no headings: what stands over a part is a bold paragraph. */
  const readHeadings = (root) => {
    for (const it of all(root, "h1, h2, h3, h4, h5, h6")) {
      all(it, "strong").forEach(unwrap);
      wrapInside(it, "strong");
      rename(it, "p");
    }
  };

  const readLinks = (root) => {
    for (const link of all(root, "a")) {
      const address = addresses.safe(link.getAttribute("href") || "");
      if (!address || !link.textContent.trim()) {
        unwrap(link);
        continue;
      }
      link.setAttribute("href", address);
      link.removeAttribute("title");
      // The words of a link are one line, whatever they were on the page.
      for (const it of all(link, `${BLOCKS}, br, a`)) {
        it.prepend(" ");
        it.append(" ");
        unwrap(it);
      }
    }
  };

  /** Leaves in the element nothing but what our texts can say. */
  const wash = (root) => {
    dropUnseen(root);
    wordLists.read(root);
    nestLists(root);
    readQuotes(root);
    readFigures(root);
    readTables(root);
    readEmphasis(root);
    readHeadings(root);
    readLinks(root);
    for (const it of all(root, "*")) if (!it.matches(KEPT)) unwrap(it);
    tightenItems(root);
    root.normalize();
  };

  return { wash };
})();
