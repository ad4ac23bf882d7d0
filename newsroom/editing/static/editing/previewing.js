/* Shows a text in the place of its textarea as readers will see it; the server renders it. */
"use strict";

const previewing = (() => {
  const textOf = (area) => {
    const sent = new FormData();
    sent.set("text", area.value);
    return sent;
  };

  const paragraph = (words, name) => {
    const made = document.createElement("p");
    made.className = name;
    made.textContent = words;
    return made;
  };

  /* An answer that is no JSON is the page of somebody who is signed out. */
  const rendered = async (area, words) => {
    const token = area.form.querySelector("[name=csrfmiddlewaretoken]");
    const headers = { "X-CSRFToken": token ? token.value : "" };
    try {
      const options = { method: "POST", body: textOf(area), headers };
      const { html, wrong } = await (await fetch(words.preview, options)).json();
      if (wrong) return [paragraph(wrong, "errornote")];
      if (!html) return [paragraph(words.nothing, "nothing")];
      return [...new DOMParser().parseFromString(html, "text/html").body.childNodes];
    } catch {
      return [paragraph(words.failed, "errornote")];
    }
  };

  const box = (area, label) => {
    const made = document.createElement("div");
    made.className = `as-read ${area.name.replace(/^.*-/, "")}`;
    made.tabIndex = 0;
    made.dir = "auto";
    made.setAttribute("role", "region");
    made.setAttribute("aria-label", label);
    return made;
  };

  const close = (area) => {
    for (const it of area.parentElement.querySelectorAll(".as-read")) it.remove();
    area.hidden = false;
  };

  /** Shows what the text says now, below the label; `words` hold sentences and the address. */
  const open = async (area, label, words) => {
    const content = await rendered(area, words);
    close(area);
    const made = box(area, label);
    made.append(...content);
    // Whoever follows a link must not lose what is not saved.
    for (const it of made.querySelectorAll("a")) it.target = "_blank";
    area.after(made);
    area.hidden = true;
  };

  return { open, close };
})();
