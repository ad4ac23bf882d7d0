/*
 * The tools above the long texts of a form. Without this file they are plain textareas.
 *
 * On a page of some hundred exchanges as many toolbars would be in the way, of the reader's eye
 * and of the browser: there each is made when its text is entered.
 */
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const template = document.querySelector("#writing-tools-template");
  if (!template) return;

  const FIELDS = "textarea[data-writing]";
  const MADE_AT_ONCE = 12;
  const WIDTH = 80;
  const IS_MAC = /^(Mac|iP)/.test(navigator.platform);
  const GROWS_BY_ITSELF = CSS.supports("field-sizing", "content");
  const words = template.dataset;

  /* --- What the tools do --- */

  const change = (edit, ...details) => (area) =>
    placing.put(area, edit(area.value, area.selectionStart, area.selectionEnd, ...details));

  const link = (area) => {
    const [start, end] = [area.selectionStart, area.selectionEnd];
    const asItWas = { from: start, to: start, insert: "", start, end };
    linking.ask(area.value, start, end, (edit) => placing.put(area, edit || asItWas));
  };

  const labelOf = (area) => (area.labels[0] ? area.labels[0].textContent.replace(/[:\s]+$/, "") : "");

  const preview = async (area, button) => {
    const isOpen = button.getAttribute("aria-pressed") === "true";
    if (isOpen) previewing.close(area);
    else await previewing.open(area, `${words.asRead}: ${labelOf(area)}`, words);
    button.setAttribute("aria-pressed", String(!isOpen));
    for (const it of buttonsOf(button.parentElement)) it.disabled = it !== button && !isOpen;
    if (isOpen) area.focus({ preventScroll: true });
    else go(button);
  };

  const COMMANDS = {
    bold: change(emphasis.toggle, "bold"),
    italic: change(emphasis.toggle, "italic"),
    link,
    bullets: change(lines.bullets),
    numbers: change(lines.numbers),
    quote: change(lines.quote),
    preview,
  };
  const KEYS = { b: "bold", i: "italic", k: "link" };

  /* --- The toolbar: one stop of the Tab key, arrows within (WAI-ARIA, toolbar pattern) --- */

  const buttonsOf = (tools) => [...tools.querySelectorAll("button")];

  const go = (button) => {
    for (const it of buttonsOf(button.parentElement)) it.tabIndex = it === button ? 0 : -1;
    button.focus({ preventScroll: true });
  };

  const walk = (event) => {
    const possible = buttonsOf(event.currentTarget).filter((it) => !it.disabled);
    const here = possible.indexOf(document.activeElement);
    const isRightToLeft = getComputedStyle(event.currentTarget).direction === "rtl";
    const step = isRightToLeft ? -1 : 1;
    const goals = { ArrowRight: here + step, ArrowLeft: here - step, Home: 0, End: possible.length - 1 };
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.key in goals)) return;
    event.preventDefault();
    go(possible.at(goals[event.key] % possible.length));
  };

  const nameKey = (button) => {
    const { key } = button.dataset;
    if (!key) return;
    button.title += IS_MAC ? ` (⌘${key})` : ` (${words.control}+${key})`;
    button.setAttribute("aria-keyshortcuts", `${IS_MAC ? "Meta" : "Control"}+${key}`);
  };

  const describe = (tools, label) => {
    if (!label) return;
    label.id ||= `${label.htmlFor}_label`;
    tools.setAttribute("aria-describedby", label.id);
  };

  const equip = (area) => {
    const room = area.closest(".writing");
    if (!room || room.querySelector("[role=toolbar]") || area.closest(".empty-form")) return;
    const tools = template.content.firstElementChild.cloneNode(true);
    describe(tools, area.labels[0]);
    tools.setAttribute("aria-controls", area.id);
    buttonsOf(tools).forEach(nameKey);
    tools.addEventListener("keydown", walk);
    // The selection stays where it is while a button is pressed.
    tools.addEventListener("mousedown", (event) => event.preventDefault());
    tools.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (button) COMMANDS[button.dataset.command](area, button);
    });
    const before = area.getBoundingClientRect().top;
    room.prepend(tools);
    // What is being clicked must not slip away from under the pointer.
    if (document.activeElement === area) {
      window.scrollBy({ top: area.getBoundingClientRect().top - before, behavior: "instant" });
    }
  };

  /* --- The keys --- */

  let isPlainWished = false;

  /* The letter of the key where the layout has no Latin ones. */
  const letterOf = ({ key, code }) => (/^[a-z]$/i.test(key) ? key : code.replace(/^Key/, "")).toLowerCase();

  const onKey = (event) => {
    const area = event.target;
    if (!area.matches(FIELDS) || event.isComposing) return;
    const isControl = (IS_MAC ? event.metaKey : event.ctrlKey) && !event.altKey;
    isPlainWished = isControl && event.shiftKey && letterOf(event) === "v";
    const command = isControl && !event.shiftKey && KEYS[letterOf(event)];
    const isUndo = isControl && !event.shiftKey && letterOf(event) === "z";
    if (command || (isUndo && placing.undo(area))) event.preventDefault();
    if (command) COMMANDS[command](area);
    const isBare = !(event.ctrlKey || event.metaKey || event.altKey || event.shiftKey);
    if (event.key !== "Enter" || !isBare || area.selectionStart !== area.selectionEnd) return;
    const edit = lines.enter(area.value, area.selectionStart);
    if (!edit) return;
    event.preventDefault();
    placing.put(area, edit);
  };

  const onPaste = (event) => {
    const area = event.target;
    if (!area.matches(FIELDS) || event.defaultPrevented || !event.clipboardData || isPlainWished) return;
    const [html, plain] = ["text/html", "text/plain"].map((it) => event.clipboardData.getData(it));
    const { value, selectionStart: from, selectionEnd: to } = area;
    const insert = pasting.pasted(html, plain, value.slice(0, from), value.slice(to));
    if (!insert) return;
    event.preventDefault();
    const place = from + insert.length;
    placing.put(area, { from, to, insert, start: place, end: place });
  };

  /* --- Room for what is written, in browsers that do not give it themselves --- */

  const grow = (area) => {
    area.style.blockSize = "auto";
    area.style.blockSize = `${area.scrollHeight + area.offsetHeight - area.clientHeight}px`;
  };

  const estimate = (area) => {
    const rows = (sum, line) => sum + 1 + Math.floor(line.length / WIDTH);
    area.rows = Math.max(4, area.value.split("\n").reduce(rows, 0));
  };

  document.addEventListener("keydown", onKey);
  document.addEventListener("paste", onPaste);
  document.addEventListener("focusin", (event) => {
    if (event.target.matches(FIELDS)) equip(event.target);
  });
  document.addEventListener("formset:added", (event) => {
    event.target.querySelectorAll(FIELDS).forEach(equip);
  });

  const areas = [...document.querySelectorAll(FIELDS)].filter((it) => !it.closest(".empty-form"));
  const isLong = areas.length > MADE_AT_ONCE;
  areas.filter((it) => !isLong || !it.closest(".inline-related")).forEach(equip);
  if (!GROWS_BY_ITSELF) {
    areas.forEach(estimate);
    document.addEventListener("input", (event) => {
      if (event.target.matches(FIELDS)) grow(event.target);
    });
  }
});
