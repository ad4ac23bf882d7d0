/*
 * A form of the desk as plain values that can be kept, compared and put back: its fields, and the
 * rows of its formsets (https://docs.djangoproject.com/en/5.2/topics/forms/formsets/), known by
 * the key that they have in the base.
 */
"use strict";

const keptForm = (form) => {
  /* What the form was opened with: by it the server sees whether somebody saved meanwhile. */
  const OPENED_WITH = ["base", "seen"];
  const NEVER = ["file", "hidden", "password", "submit", "button", "reset", "image"];
  const lines = (text) => text.replace(/\r\n?/g, "\n");

  const now = (it) => {
    if (it.type === "checkbox" || it.type === "radio") return it.checked;
    return it.options ? Array.from(it.selectedOptions, (one) => one.value) : lines(it.value);
  };

  const atFirst = (it) => {
    if (it.type === "checkbox" || it.type === "radio") return it.defaultChecked;
    if (!it.options) return lines(it.defaultValue);
    const chosen = [...it.options].filter((one) => one.defaultSelected);
    const first = chosen.length || it.multiple ? chosen : [...it.options].slice(0, 1);
    return first.map((one) => one.value);
  };

  const set = (it, value) => {
    if (it.type === "checkbox" || it.type === "radio") it.checked = value;
    else if (it.options) [...it.options].forEach((one) => (one.selected = value.includes(one.value)));
    else it.value = value;
  };

  const prefixes = () =>
    [...form.querySelectorAll('input[name$="-TOTAL_FORMS"]')].map((it) => it.name.slice(0, -12));

  const key = (it, name) => (it.type === "radio" || it.type === "checkbox" ? `${name}=${it.value}` : name);

  /* Returns for each control where it stands: in which row, and under which name there. */
  const controls = () => {
    const known = prefixes();
    return [...form.elements]
      .filter((it) => it.name && !it.disabled && !NEVER.includes(it.type) && !it.name.includes("__prefix__"))
      .map((it) => {
        const prefix = known.find((one) => it.name.startsWith(`${one}-`));
        const [, number, name] = (prefix && it.name.slice(prefix.length).match(/^-(\d+)-(.+)$/)) || [];
        return name === undefined ? { it, name: key(it, it.name) } : { it, prefix, number, name: key(it, name) };
      });
  };

  const keyOfRow = (prefix, number) => form.elements[`${prefix}-${number}-id`]?.value || "";

  const read = (valueOf) => {
    const content = { opened: {}, fields: {}, rows: [] };
    const rows = new Map();
    for (const name of OPENED_WITH) {
      if (form.elements[name]) content.opened[name] = form.elements[name].value;
    }
    for (const { it, prefix, number, name } of controls()) {
      if (prefix === undefined) {
        content.fields[name] = valueOf(it);
        continue;
      }
      const place = `${prefix}-${number}`;
      if (!rows.has(place)) {
        rows.set(place, { prefix, key: keyOfRow(prefix, number), values: {} });
        content.rows.push(rows.get(place));
      }
      rows.get(place).values[name] = valueOf(it);
    }
    return content;
  };

  const isDeleted = (row) => Boolean(row.values["DELETE=on"]);

  const inOrder = (rows) =>
    rows.map((row, place) => ({ ...row, place })).sort(
      (a, b) => (Number(a.values.position) || 0) - (Number(b.values.position) || 0) || a.place - b.place,
    );

  /* What would be stored, whatever the rows are called: two of the same say the same. */
  const essence = ({ fields, rows }) =>
    JSON.stringify([fields, inOrder(rows.filter((it) => !isDeleted(it))).map((it) => it.values)]);

  const group = (prefix) => document.getElementById(`${prefix}-group`);

  const removeAdded = () => {
    for (const prefix of prefixes()) {
      let link;
      while ((link = group(prefix)?.querySelector(`.dynamic-${prefix}:not(.has_original) .inline-deletelink`))) {
        link.click();
      }
    }
  };

  /* Returns the number of a new row, made by the button that the editor has for it. */
  const add = (prefix) => {
    const total = form.elements[`${prefix}-TOTAL_FORMS`];
    const before = total?.value;
    group(prefix)?.querySelector(".add-row a")?.click();
    return total && total.value !== before ? before : undefined;
  };

  const putInOrder = (prefix) => {
    const rows = [...(group(prefix)?.querySelectorAll(".has_original") || [])];
    if (!rows.length) return;
    // New rows stay behind: the server tells them from stored ones by their numbers.
    const place = document.createComment("");
    rows[0].before(place);
    const position = (row) => Number(row.querySelector('input[name$="-position"]')?.value) || 0;
    rows.sort((a, b) => position(a) - position(b)).forEach((row) => place.before(row));
    place.remove();
  };

  /* Fills the form with the content; returns whether all of it has found a place. */
  const putBack = (content) => {
    removeAdded();
    const meanwhile = read(now);
    const named = new Map();
    const gone = new Set();
    const stored = new Map(controls().filter((it) => it.prefix).map((it) => [`${it.prefix}:${keyOfRow(it.prefix, it.number)}`, it.number]));
    for (const row of content.rows) {
      let number = row.key ? stored.get(`${row.prefix}:${row.key}`) : undefined;
      if (number === undefined && row.key && isDeleted(row)) continue;
      number ??= add(row.prefix);
      if (number === undefined) gone.add(row);
      else named.set(`${row.prefix}:${number}`, row.values);
    }
    // To add a row numbers all of them anew: those that nobody kept get theirs back.
    for (const row of meanwhile.rows) {
      const place = `${row.prefix}:${stored.get(`${row.prefix}:${row.key}`)}`;
      if (!named.has(place)) named.set(place, row.values);
    }
    const wanted = controls().map(({ it, prefix, number, name }) => {
      const values = prefix === undefined ? content.fields : named.get(`${prefix}:${number}`);
      return [it, values && name in values ? values[name] : now(it)];
    });
    const changed = wanted.filter(([it, value]) => JSON.stringify(now(it)) !== JSON.stringify(value));
    for (const [it, value] of changed) {
      set(it, value);
      it.dispatchEvent(new Event("input", { bubbles: true }));
      it.dispatchEvent(new Event("change", { bubbles: true }));
    }
    // A script may have answered one field by filling another one.
    for (const [it, value] of wanted) set(it, value);
    for (const [name, value] of Object.entries(content.opened)) {
      if (form.elements[name]) form.elements[name].value = value;
    }
    prefixes().forEach(putInOrder);
    const here = new Set(controls().map((it) => it.name));
    return !gone.size && Object.entries(content.fields).every(([name, value]) => here.has(name) || !value.length);
  };

  return { atFirst: () => read(atFirst), now: () => read(now), controls, essence, inOrder, isDeleted, putBack };
};
