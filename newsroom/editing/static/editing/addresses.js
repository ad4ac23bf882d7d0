/* Addresses of links: which ones a text may hold, and how they are written in Markdown. */
"use strict";

const addresses = (() => {
  const LEADS = /^(?:https?:\/\/[^\s/?#]|mailto:[^\s@]+@[^\s@])/i;
  const MAILBOX = /^[^\s@:/?#]+@[^\s@:/?#]+\.[^\s@:/?#]+$/;
  const HOST = /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}(?::\d+)?(?:[/?#]|$)/u;
  /* What would end the link in Markdown, or mean something else in it. */
  const SIGNS = /[\s<>()\\"]|&(?=#?\w{1,31};)/g;
  /* Services that put an address of their own around each link of a mail or document. */
  const WRAPPERS = [
    [/(^|\.)safelinks\.protection\.outlook\.com$/, "url"],
    [/^www\.google\.[a-z.]+$/, "q"],
  ];

  const percent = (sign) => {
    const code = sign.charCodeAt(0);
    const isAscii = code < 128;
    return isAscii ? `%${code.toString(16).toUpperCase().padStart(2, "0")}` : encodeURIComponent(sign);
  };

  const isValid = (address) => LEADS.test(address) && URL.canParse(address);

  const inner = (address) => {
    const url = new URL(address);
    const found = WRAPPERS.find(([host]) => host.test(url.hostname));
    const isWrapper = found && (found[1] === "url" || url.pathname === "/url");
    return isWrapper ? url.searchParams.get(found[1]) || address : address;
  };

  /**
   * Returns an address of the web or of a mailbox as it may stand in `[words](address)`; an empty
   * string if it is another one (javascript:, file:, a page of the same site).
   */
  const safe = (href) => {
    // As browsers do it: line breaks and tabs within an address are not there.
    const bare = href.replace(/[\t\n\r]/g, "").trim();
    if (!isValid(bare)) return "";
    const wrapped = inner(bare);
    return (isValid(wrapped) ? wrapped : bare).replace(SIGNS, percent);
  };

  /** Returns the same for what somebody has typed, who may have left out how it begins. */
  const typed = (text) => {
    const bare = text.trim();
    if (MAILBOX.test(bare)) return safe(`mailto:${bare}`);
    return safe(HOST.test(bare) ? `https://${bare}` : bare);
  };

  return { safe, typed };
})();
