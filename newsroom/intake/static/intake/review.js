/* Shows what a correction makes of the document at once; without it the buttons do the same. */
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("#review");
  const told = document.querySelector("#told");
  if (!form || !told) return;

  const LEAVES = ["save", "publish"];
  const LONGEST_PRESS = 1000;
  let asked = null;
  let wish = "show";
  let leave = "";
  let isChanged = false;
  let released = Promise.resolve();

  const button = (value) => `button[name="do"][value="${value}"]`;

  const known = (element) => {
    if (!element || !form.contains(element)) return "";
    if (element.id) return `#${CSS.escape(element.id)}`;
    if (element.name === "do") return button(element.value);
    return element.name ? `[name="${CSS.escape(element.name)}"]` : "";
  };

  const found = (selectors) =>
    selectors.map((it) => it && form.querySelector(it)).find(Boolean);

  const top = (element) => element.getBoundingClientRect().top;

  const LISTS = "#review, .publications, .publication, .columns, .source, .source > ol, .result, .result > .readers";

  const sameFromStart = (older, newer) => {
    const differs = older.findIndex((it, i) => !newer[i] || !it.isEqualNode(newer[i]));
    return differs < 0 ? older.length : differs;
  };

  /* Exchanges only what differs: some thousand lists of roles take a second to be made anew. */
  const renew = (older, newer) => {
    if (older.isEqualNode(newer)) return;
    if (!older.matches(LISTS) || !newer.matches(LISTS)) {
      older.replaceWith(newer);
      return;
    }
    for (const { name, value } of newer.attributes) {
      if (older.getAttribute(name) !== value) older.setAttribute(name, value);
    }
    const [before, after] = [[...older.children], [...newer.children]];
    const start = sameFromStart(before, after);
    const end = sameFromStart(before.slice(start).reverse(), after.slice(start).reverse());
    const gone = before.slice(start, before.length - end);
    const come = after.slice(start, after.length - end);
    if (gone.length === come.length) {
      gone.forEach((it, i) => renew(it, come[i]));
      return;
    }
    gone.forEach((it) => it.remove());
    for (const it of come) older.insertBefore(it, before[before.length - end] || null);
  };

  /* What is typed while the answer is on its way stays, and counts once the field is left. */
  const keep = (field, text) => {
    field.value = text;
    const tell = () => field.dispatchEvent(new Event("change", { bubbles: true }));
    field.addEventListener("blur", tell, { once: true });
  };

  /* Whoever has the focus keeps it; a button that is gone gives it to the first of the selectors. */
  const replace = (page, sent, pressed, selectors) => {
    const newer = page.querySelector("#review");
    if (!newer) throw new Error("This is another page.");
    const active = document.activeElement;
    const isTyped = active.matches("#review input[type=text]") && active.value !== sent.get(active.name);
    const targets = active === pressed ? selectors : [known(active), ...selectors];
    const before = found(targets);
    const at = before ? top(before) : 0;
    renew(form, newer);
    const after = found(targets);
    if (after) after.focus({ preventScroll: true });
    if (isTyped && after) keep(after, active.value);
    if (before && after) window.scrollBy({ top: top(after) - at, behavior: "instant" });
    told.textContent = found([".faults", ".summary"]).textContent;
  };

  const ask = async (pressed, ...selectors) => {
    if (asked) asked.abort();
    const mine = new AbortController();
    asked = mine;
    const sent = new FormData(form);
    sent.set("do", wish);
    form.setAttribute("aria-busy", "true");
    try {
      const options = { method: "POST", body: sent, signal: mine.signal };
      const answer = await (await fetch(form.action, options)).text();
      await released;
      if (asked !== mine) return;
      replace(new DOMParser().parseFromString(answer, "text/html"), sent, pressed, selectors);
    } catch (error) {
      if (error.name !== "AbortError") submit();
      return;
    }
    asked = null;
    wish = "show";
    form.removeAttribute("aria-busy");
    const waiting = leave && form.querySelector(button(leave));
    if (waiting) waiting.click();
  };

  const submit = () => {
    isChanged = false;
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name: "do", value: wish });
    form.append(field);
    form.submit();
  };

  form.addEventListener("change", (event) => {
    isChanged = true;
    // A button that is being pressed tells first what it wishes.
    setTimeout(() => {
      if (!leave) ask(null, known(event.target));
    });
  });

  form.addEventListener("submit", (event) => {
    const pressed = event.submitter;
    const value = pressed && pressed.name === "do" ? pressed.value : "show";
    const isCorrecting = asked && wish !== "show";
    if (LEAVES.includes(value)) leave = value;
    if (leave && !isCorrecting) {
      if (asked) asked.abort();
      isChanged = false;
      return;
    }
    event.preventDefault();
    if (isCorrecting) return;
    isChanged = isChanged || !/^(show|open|close)/.test(value);
    wish = value;
    const paragraph = pressed && pressed.closest("li[id]");
    if (!paragraph) {
      ask(pressed, known(pressed));
      return;
    }
    // What is cut off is a paragraph of its own, the next one.
    const number = Number(paragraph.id.slice(1)) + value.startsWith("cut:");
    ask(pressed, `#p${number} .more button`, `#p${number} select`);
  });

  /* A button must not be exchanged while it is pressed: the click would be lost. */
  document.addEventListener("pointerdown", (event) => {
    if (!event.target.closest("button, a, label, summary")) return;
    released = new Promise((release) => {
      document.addEventListener("pointerup", () => setTimeout(release), { once: true });
      setTimeout(release, LONGEST_PRESS);
    });
  });

  /* Somebody may have been quicker than this file. */
  const chosen = [...form.querySelectorAll("select")].map((it) => it.options[it.selectedIndex]);
  if (chosen.some((it) => it && !it.defaultSelected)) {
    isChanged = true;
    ask(null);
  }

  window.addEventListener("pageshow", () => {
    leave = "";
  });

  window.addEventListener("beforeunload", (event) => {
    if (isChanged) event.preventDefault();
  });
});
