/* What a kept copy says otherwise than the form does now, word by word. */
"use strict";

const keptDifferences = (form, words) => {
  const MOST = 4_000_000;
  const OPENING = 70;

  const element = (name, text = "", className = "") =>
    Object.assign(document.createElement(name), { textContent: text, className });

  const sharedFromStart = (a, b) => {
    let count = 0;
    while (count < a.length && count < b.length && a[count] === b[count]) count += 1;
    return count;
  };

  /* The longest common subsequence; texts too long for it are shown as wholly changed. */
  const compared = (a, b) => {
    if (a.length * b.length > MOST) return [["del", a.join("")], ["ins", b.join("")]];
    const width = b.length + 1;
    const longest = new Uint16Array((a.length + 1) * width);
    for (let i = a.length - 1; i >= 0; i -= 1) {
      for (let j = b.length - 1; j >= 0; j -= 1) {
        longest[i * width + j] =
          a[i] === b[j]
            ? longest[(i + 1) * width + j + 1] + 1
            : Math.max(longest[(i + 1) * width + j], longest[i * width + j + 1]);
      }
    }
    const pieces = [];
    let [i, j] = [0, 0];
    while (i < a.length || j < b.length) {
      if (i < a.length && j < b.length && a[i] === b[j]) {
        pieces.push(["span", a[i]]);
        i += 1;
        j += 1;
      } else if (j >= b.length || (i < a.length && longest[(i + 1) * width + j] >= longest[i * width + j + 1])) {
        pieces.push(["del", a[i]]);
        i += 1;
      } else {
        pieces.push(["ins", b[j]]);
        j += 1;
      }
    }
    return pieces;
  };

  const pieces = (before, after) => {
    const [a, b] = [before, after].map((text) => text.match(/\s+|\S+/g) || []);
    const start = sharedFromStart(a, b);
    const end = sharedFromStart(a.slice(start).reverse(), b.slice(start).reverse());
    return [
      ["span", a.slice(0, start).join("")],
      ...compared(a.slice(start, a.length - end), b.slice(start, b.length - end)),
      ["span", a.slice(a.length - end).join("")],
    ];
  };

  const difference = (before, after) => {
    const shown = element("p", "", "differences");
    shown.dir = "auto";
    let last = null;
    for (const [name, text] of pieces(before, after)) {
      if (!text) continue;
      if (last && last.localName === name) last.textContent += text;
      else shown.append((last = element(name, text)));
    }
    return shown;
  };

  const inWords = (value) => {
    if (typeof value === "boolean") return value ? words.yes : words.no;
    return Array.isArray(value) ? value.join(", ") : value;
  };

  const labels = () => {
    const found = new Map();
    for (const { it, prefix = "", name } of form.controls()) {
      const label = it.getAttribute("aria-label") || it.labels?.[0]?.textContent || it.name;
      found.set(`${prefix}:${name}`, label.trim().replace(/:$/, ""));
    }
    return found;
  };

  const entry = (title, opening, before, after, labelOf) => {
    const shown = element("section", "", "change");
    shown.append(element("h3", title));
    if (opening) shown.append(element("p", opening, "opening"));
    let differs = false;
    for (const name of Object.keys({ ...before, ...after })) {
      const [old, kept] = [before[name], after[name]].map((it) => (it === undefined ? "" : inWords(it)));
      if (old === kept) continue;
      differs = true;
      if (labelOf(name) !== title) shown.append(element("h4", labelOf(name)));
      shown.append(difference(old, kept));
    }
    return differs ? shown : null;
  };

  const opening = (row) => {
    const text = row.values.question || row.values.answer || "";
    return text.length > OPENING ? `${text.slice(0, OPENING).replace(/\s*\S*$/, "")}\u00a0…` : text;
  };

  const kindOf = (prefix) =>
    document.querySelector(`#${prefix}-group .inline-related h3 b`)?.textContent.replace(/:$/, "") || prefix;

  /* Returns the sections that tell what of `kept` is not as in `present`. */
  return (present, kept) => {
    const named = labels();
    const label = (prefix) => (name) => named.get(`${prefix}:${name}`) || name;
    const found = Object.keys({ ...present.fields, ...kept.fields }).map((name) =>
      entry(label("")(name), "", { [name]: present.fields[name] }, { [name]: kept.fields[name] }, label("")),
    );
    const before = new Map(present.rows.filter((it) => it.key).map((it) => [`${it.prefix}:${it.key}`, it]));
    form.inOrder(kept.rows).forEach((row, place) => {
      const own = row.key && before.get(`${row.prefix}:${row.key}`);
      const isGone = form.isDeleted(row);
      if (isGone && !own) return;
      const state = isGone ? "removed" : own ? "changed" : "new";
      const values = isGone ? {} : { ...row.values };
      const old = own ? { ...own.values } : {};
      delete values["DELETE=on"];
      delete old["DELETE=on"];
      // The title says where a new one comes.
      if (state === "new") delete values.position;
      const title = `${kindOf(row.prefix)} ${place + 1}: ${words[state]}`;
      const shown = entry(title, own && !isGone ? opening(row) : "", old, values, label(row.prefix));
      if (!shown) return;
      if (state !== "changed") shown.classList.add(state);
      found.push(shown);
    });
    const sections = found.filter(Boolean);
    return sections.length ? sections : [element("p", words.nothing)];
  };
};
