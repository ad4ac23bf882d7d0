/* Puts a change into a textarea so that it can be undone. */
"use strict";

const placing = (() => {
  const MOST_LINES_TYPED = 60;
  let wholesale = null;

  const putAtOnce = (area, { from, to, insert }) => {
    const [before, start, end] = [area.value, area.selectionStart, area.selectionEnd];
    area.setRangeText(insert, from, to, "end");
    wholesale = { area, before, start, end, after: area.value };
    area.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText" }));
  };

  /* The browser's own undo knows of typed text; for many lines at a time that takes it minutes. */
  const putAsTyped = (area, { from, to, insert }) => {
    area.setSelectionRange(from, to);
    const command = insert ? ["insertText", false, insert] : ["delete"];
    return from === to && !insert ? true : document.execCommand(...command);
  };

  /** Makes an edit `{from, to, insert, start, end}`, after which start to end are selected. */
  const put = (area, edit) => {
    area.focus({ preventScroll: true });
    const isLong = edit.insert.split("\n").length > MOST_LINES_TYPED;
    if (isLong || !putAsTyped(area, edit)) putAtOnce(area, edit);
    area.setSelectionRange(edit.start, edit.end);
  };

  /** Takes back what was put there at once; returns whether it was the last thing done. */
  const undo = (area) => {
    const last = wholesale;
    wholesale = null;
    if (!last || last.area !== area || last.after !== area.value) return false;
    area.value = last.before;
    area.setSelectionRange(last.start, last.end);
    area.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "historyUndo" }));
    return true;
  };

  return { put, undo };
})();
