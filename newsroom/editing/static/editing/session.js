/* Notices when the session of an open form has ended, and renews it without losing the form. */
"use strict";

(() => {
  const EVERY = 5 * 60 * 1000;
  const box = document.querySelector("#kept");
  const form = box && document.querySelector(box.dataset.form);
  if (!form) return;

  const alert = box.querySelector(".kept-session");
  let state = "";
  let isTyped = false;
  let isLetThrough = false;
  let isAsking = false;
  let next = 0;

  const tokens = () => document.querySelectorAll('input[name="csrfmiddlewaretoken"]');

  const ask = async (method) => {
    const options = { method, cache: "no-store", headers: { Accept: "application/json" } };
    if (method === "POST") options.headers["X-CSRFToken"] = tokens()[0].value;
    const answer = await fetch(box.dataset.session, options);
    if (!answer.ok) throw new Error(`The session answers ${answer.status}.`);
    return answer.json();
  };

  const show = (newer, name = "") => {
    if (newer === state) return;
    const isBack = newer === "own" && ["over", "another"].includes(state);
    state = newer;
    const template = box.querySelector(`template[data-session-is="${newer}"]`);
    alert.replaceChildren(...(template ? [template.content.cloneNode(true)] : []));
    alert.querySelectorAll(".name").forEach((it) => (it.textContent = name));
    if (isBack) {
      const told = box.querySelector("template[data-told=signed-in]").content.cloneNode(true);
      box.querySelector(".kept-told").replaceChildren(told);
    }
  };

  const later = (seconds) => {
    clearTimeout(next);
    next = setTimeout(look, Math.min(EVERY, (seconds + 1) * 1000));
  };

  /* Returns whether the form can be sent: by its own user, with a token that is accepted. */
  const look = async () => {
    try {
      let told = await ask("GET");
      const isOwn = told.user === box.dataset.user;
      if (isOwn) tokens().forEach((it) => (it.value = told.token));
      if (isOwn && isTyped) {
        isTyped = false;
        told = await ask("POST");
      }
      if (isOwn) keptCopies.isForgetting = false;
      show(isOwn ? "own" : told.user ? "another" : "over", told.name);
      later(isOwn ? told.seconds : Infinity);
      return isOwn;
    } catch {
      later(Infinity);
      return null;
    }
  };

  /* Runs before any other script hears of it: a form that cannot be saved is not sent. */
  const guard = async (event) => {
    if (isLetThrough) {
      isLetThrough = false;
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    // Pressed twice, it is sent once.
    if (isAsking) return;
    const button = event.submitter;
    isAsking = true;
    const canBeSent = await look();
    // Whoever has gone on to another page meanwhile does not want this any more.
    const isWanted = isAsking;
    isAsking = false;
    if (canBeSent === false || !isWanted) return;
    if (canBeSent === null && state !== "unknown") {
      show("unknown");
      return;
    }
    isLetThrough = true;
    form.requestSubmit(button);
  };

  if (!("isNeverHeld" in box.dataset)) form.addEventListener("submit", guard, { capture: true });
  window.addEventListener("beforeunload", () => (isAsking = false));
  form.addEventListener("input", () => (isTyped = true));
  window.addEventListener("focus", look);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") look();
  });
  if (keptCopies.others) {
    keptCopies.others.addEventListener("message", look);
  }
  later(Infinity);
})();
