/* Says every half minute that this form is open, and shows who else has it open and has saved. */
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const HALF_A_MINUTE = 30_000;
  const place = document.querySelector("#open-forms");
  const token = document.querySelector("#content-main form [name=csrfmiddlewaretoken]");
  if (!place || !token) return;

  const others = place.querySelector(".others");
  const newer = place.querySelector(".newer");

  // What stays as it was is not touched, so that nobody hears it read out again.
  const show = (element, sentences, build) => {
    if (element.dataset.told === JSON.stringify(sentences)) return;
    element.dataset.told = JSON.stringify(sentences);
    element.replaceChildren(...sentences.map(build));
    element.hidden = sentences.length === 0;
  };

  const item = (sentence) => {
    const line = document.createElement("li");
    line.textContent = sentence;
    return line;
  };

  const message = (fields) => {
    const data = new FormData();
    // The token is read each time: after a new sign-in the form has another one.
    data.set("csrfmiddlewaretoken", token.value);
    for (const [name, value] of Object.entries(fields)) data.set(name, value);
    return data;
  };

  const sayIt = async () => {
    const body = message({ opened: place.dataset.opened });
    try {
      const answer = await fetch(place.dataset.address, { method: "POST", body });
      if (!answer.ok || answer.redirected) return;
      const told = await answer.json();
      show(others, told.others, item);
      show(newer, told.newer, (sentence) => document.createTextNode(`${sentence} `));
    } catch {
      // Without a connection nothing is known; the next half minute may have one.
    }
  };

  let timer = 0;
  const start = () => {
    clearInterval(timer);
    timer = setInterval(sayIt, HALF_A_MINUTE);
    // The page before may have been this very form, and its farewell comes late.
    setTimeout(sayIt, 1000);
  };

  addEventListener("pagehide", () => {
    clearInterval(timer);
    navigator.sendBeacon(place.dataset.address, message({ left: "1" }));
  });
  addEventListener("pageshow", start);
});
