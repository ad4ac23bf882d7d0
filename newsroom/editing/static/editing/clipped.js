/*
 * A document from the clipboard, and the small steps in which one is changed.
 *
 * It is one of DOMParser: nothing in it runs or is loaded, and no part of it ever comes into the
 * page.
 */
"use strict";

const clipped = (() => {
  const BLOCKS =
    "address, article, aside, blockquote, center, dd, div, dl, dt, fieldset, figcaption, figure, " +
    "footer, form, h1, h2, h3, h4, h5, h6, header, li, main, nav, ol, p, pre, section, table, " +
    "tbody, td, tfoot, th, thead, tr, ul";

  /*
   * A browser reports each style and each handler that its policy forbids, even of a document in
   * which nothing is applied or runs. Under other names they are only words.
   */
  const STYLES = /<style\b[^>]*>[^]*?(?:<\/style\s*>|$)/gi;
  const TAGS = /<[a-z][^<>]*>/gi;
  const LOUD = /([\s"'/])(style|on[a-z]+)(?=\s*=)/gi;

  /** Returns a document with what a text of HTML holds; its styles are named data-style. */
  const parse = (html) => {
    const quiet = html.replace(STYLES, "").replace(TAGS, (tag) => tag.replace(LOUD, "$1data-$2"));
    return new DOMParser().parseFromString(quiet, "text/html");
  };

  const style = (element) => element.dataset.style || "";
  const all = (root, selector) => [...root.querySelectorAll(selector)];
  const make = (element, name) => element.ownerDocument.createElement(name);
  const unwrap = (element) => element.replaceWith(...element.childNodes);

  const rename = (element, name) => {
    const renamed = make(element, name);
    renamed.append(...element.childNodes);
    element.replaceWith(renamed);
    return renamed;
  };

  const wrapInside = (element, name) => {
    const wrapper = make(element, name);
    wrapper.append(...element.childNodes);
    element.append(wrapper);
  };

  const textNodes = (root) => {
    const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) found.push(walker.currentNode);
    return found;
  };

  const blockOf = (node) => node.parentElement.closest(`${BLOCKS}, body`);
  const isBlock = (node) => node.nodeType === Node.ELEMENT_NODE && node.matches(BLOCKS);
  const isText = (node) => Boolean(node) && node.nodeType === Node.TEXT_NODE;
  const isBreak = (node) => Boolean(node) && node.nodeName === "BR";

  return { parse, style, all, make, unwrap, rename, wrapInside, textNodes, blockOf, isBlock, isText, isBreak, BLOCKS };
})();
