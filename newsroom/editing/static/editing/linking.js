/* Asks for the address of a link, in a dialog of the page. */
"use strict";

const linking = (() => {
  let dialog = null;

  const made = () => {
    const template = document.querySelector("#link-dialog-template");
    dialog = template.content.firstElementChild.cloneNode(true);
    document.body.append(dialog);
    dialog.addEventListener("close", () => dialog.answer());
    dialog.querySelector("form").addEventListener("submit", check);
    return dialog;
  };

  const field = (name) => dialog.querySelector(`[name=${name}]`);

  const tell = (sentence) => {
    dialog.querySelector("[role=alert]").textContent = sentence;
    field("address").setAttribute("aria-invalid", String(Boolean(sentence)));
  };

  /* The dialog stays open until the address can be followed. */
  const check = (event) => {
    if (event.submitter && event.submitter.value !== "set") return;
    if (addresses.typed(field("address").value)) return;
    event.preventDefault();
    const isEmpty = !field("address").value.trim();
    tell(isEmpty ? dialog.dataset.empty : dialog.dataset.wrong);
    field("address").focus();
  };

  const answered = (link) => {
    if (dialog.returnValue === "remove") return links.replaced(link, link.words || link.address);
    if (dialog.returnValue !== "set") return null;
    const address = addresses.typed(field("address").value);
    return links.replaced(link, links.written(field("words").value, address));
  };

  /** Asks about the link at the selection of the text; calls `use` with the edit, or null. */
  const ask = (text, start, end, use) => {
    const link = links.at(text, start, end);
    dialog = dialog || made();
    const isAddress = link.isNew && addresses.typed(link.words);
    field("words").value = isAddress ? "" : link.words;
    field("address").value = isAddress ? link.words : link.address;
    dialog.querySelector("[value=remove]").hidden = link.isNew;
    tell("");
    dialog.returnValue = "";
    dialog.answer = () => use(answered(link));
    dialog.showModal();
    field(link.isNew && !link.words ? "words" : "address").focus();
  };

  return { ask };
})();
