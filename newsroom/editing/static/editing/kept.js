/* Keeps what is typed in a form of the desk until it is saved, and offers what was not. */
"use strict";

(() => {
  const OFTEN = 800;
  const box = document.querySelector("#kept");
  const element = box && document.querySelector(box.dataset.form);
  if (!element || !keptCopies.owner) return;

  const path = window.location.pathname;
  const form = keptForm(element);
  const words = Object.fromEntries(
    [...box.querySelectorAll("template[data-words]")].map((it) => [it.dataset.words, it.content.textContent]),
  );
  const differences = keptDifferences(form, words);
  const told = box.querySelector(".kept-told");
  const offers = box.querySelector(".kept-offers");

  /* A form that came back unsaved goes on with the copy that it was sent with. */
  const cameBack = /^[0-9a-f]{32}$/.test(box.dataset.copy);
  const name = cameBack ? box.dataset.copy : keptCopies.newName();
  const field = Object.assign(document.createElement("input"), { type: "hidden", name: "kept", value: name });
  element.append(field);

  const opened = JSON.stringify(form.atFirst());
  let written = opened;
  let isLeaving = false;
  let waiting = 0;

  const tell = (what) => {
    told.replaceChildren(...(what ? [box.querySelector(`template[data-told="${what}"]`).content.cloneNode(true)] : []));
  };

  const differs = () => cameBack || JSON.stringify(form.now()) !== opened;

  const keep = async () => {
    clearTimeout(waiting);
    waiting = 0;
    const content = form.now();
    const text = JSON.stringify(content);
    if (keptCopies.isForgetting) return;
    try {
      if (text !== written) {
        written = text;
        if (text === opened && !cameBack) await keptCopies.remove(name);
        else await keptCopies.put({ name, path, typedAt: Date.now(), content });
      }
      if (!waiting && text !== opened) box.dataset.isKept = "yes";
    } catch {
      tell("not-kept");
    }
  };

  const soon = () => {
    isLeaving = false;
    delete box.dataset.isKept;
    waiting ||= setTimeout(keep, OFTEN);
  };

  const pressed = (event) => {
    const inForm = event.target instanceof Node && element.contains(event.target);
    if (inForm || event.type.startsWith("formset")) soon();
  };

  // Dragging an exchange and filling a field by a button send no event of their own.
  for (const it of ["input", "change", "keyup", "pointerup", "formset:added", "formset:removed"]) {
    document.addEventListener(it, pressed);
  }
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") keep();
  });
  element.addEventListener("submit", (event) => {
    isLeaving = !event.defaultPrevented;
    keep();
  });
  // "Cancel" is said knowingly, and what was typed is offered when the form is opened again.
  element.addEventListener("click", (event) => {
    if (event.target.closest("a.closelink")) isLeaving = true;
  });
  window.addEventListener("beforeunload", (event) => {
    keep();
    if (isLeaving || keptCopies.isForgetting || !differs()) return;
    event.preventDefault();
    // Older browsers ask only upon this.
    event.returnValue = "unsaved";
  });

  /* As long as this page is open, no other one offers its copy; it ends with the page, crashed or not. */
  let release = () => {};
  const hold = () => {
    if (!navigator.locks) return;
    navigator.locks.request(`copy-${name}`, () => new Promise((resolve) => (release = resolve)));
  };
  window.addEventListener("pagehide", () => release());
  window.addEventListener("pageshow", (event) => {
    isLeaving = false;
    if (event.persisted) hold();
    soon();
  });

  const openElsewhere = async () => {
    const locks = navigator.locks ? (await navigator.locks.query()).held : [];
    return new Set(locks.map((it) => it.name));
  };

  const putBack = async (copy, offer) => {
    const present = { name: keptCopies.newName(), path, typedAt: Date.now(), content: form.now() };
    const isOwn = JSON.stringify(present.content) !== opened;
    if (isOwn) await keptCopies.put(present);
    const isWhole = form.putBack(copy.content);
    await keep();
    if (isWhole) {
      await keptCopies.remove(copy.name);
      offer.remove();
    }
    if (isOwn) show(present);
    tell(!isWhole ? "incomplete" : isOwn ? "put-aside" : "put-back");
    told.focus();
  };

  const throwAway = async (copy, offer) => {
    await keptCopies.remove(copy.name);
    offer.remove();
    tell("thrown-away");
    told.querySelector("button").addEventListener("click", async () => {
      await keptCopies.put(copy);
      tell("");
      show(copy).focus();
    });
    told.focus();
  };

  const showDifferences = (copy, button, place) => {
    const isShown = place.hidden;
    if (isShown) place.replaceChildren(...differences(form.now(), copy.content));
    place.hidden = !isShown;
    button.setAttribute("aria-expanded", String(isShown));
  };

  const pad = (number) => String(number).padStart(2, "0");

  const show = (copy) => {
    const offer = box.querySelector("template[data-offer]").content.cloneNode(true).firstElementChild;
    const part = (selector) => offer.querySelector(selector);
    const at = new Date(copy.typedAt);
    part(".date").textContent = `${pad(at.getDate())}.${pad(at.getMonth() + 1)}.${at.getFullYear()}`;
    part(".time").textContent = `${pad(at.getHours())}:${pad(at.getMinutes())}`;
    const failed = () => tell("not-kept");
    part(".put-back").addEventListener("click", () => putBack(copy, offer).catch(failed));
    part(".throw-away").addEventListener("click", () => throwAway(copy, offer).catch(failed));
    part(".show").addEventListener("click", (event) => showDifferences(copy, event.target, part(".changes")));
    offer.tabIndex = -1;
    offers.append(offer);
    return offer;
  };

  const look = async () => {
    await keptCopies.swept;
    const elsewhere = await openElsewhere();
    const here = form.essence(form.now());
    const unsaved = (await keptCopies.ofOwner()).filter(
      (it) => it.path === path && it.name !== name && !elsewhere.has(`copy-${it.name}`),
    );
    const same = unsaved.filter((it) => form.essence(it.content) === here);
    if (same.length) await keptCopies.remove(...same.map((it) => it.name));
    const offered = unsaved.filter((it) => !same.includes(it));
    offered.forEach(show);
    if (offered.length) tell("found");
    box.dataset.isLooked = "yes";
  };

  hold();
  look().catch(() => tell("not-kept"));
})();
