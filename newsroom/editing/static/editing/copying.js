"use strict";

// A button beside each field that holds something to be copied. Without it, the field is selected
// and copied by hand.

for (const field of document.querySelectorAll("input[data-copy]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button";
  button.textContent = field.dataset.copy;
  const told = document.createElement("span");
  told.setAttribute("role", "status");
  field.after(button, told);
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      // The clipboard is closed to pages that came without encryption.
      if (!document.execCommand("copy")) return;
    }
    told.textContent = field.dataset.copied;
  });
  field.addEventListener("focus", () => field.select());
}
