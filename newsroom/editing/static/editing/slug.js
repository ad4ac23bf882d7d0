/* Makes the address of a new publication while its headline or lead is typed. */
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const LONGEST = 70;
  const slug = document.querySelector("#id_slug");
  const sources = ["#id_headline", "#id_lead"].map((id) => document.querySelector(id));
  if (!slug || slug.value || !sources.every(Boolean)) return;

  let byHand = false;
  slug.addEventListener("input", () => {
    byHand = slug.value !== "";
  });

  const readable = (text) => {
    // As the server does it: the words of a link without its address, ½ and № in plain signs.
    const plain = text.replace(/\]\([^)]*\)/g, "]").normalize("NFKC");
    const whole = window.URLify(plain, plain.length, true).replace(/^[-_]+|[-_]+$/g, "");
    if (whole.length <= LONGEST) return whole;
    const cut = whole.lastIndexOf("-", LONGEST);
    return whole.slice(0, cut > 0 ? cut : LONGEST);
  };

  for (const source of sources) {
    source.addEventListener("input", () => {
      if (!byHand) slug.value = sources.map((it) => readable(it.value)).find(Boolean) || "";
    });
  }
});
