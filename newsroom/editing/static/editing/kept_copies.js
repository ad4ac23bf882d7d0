/*
 * What is typed at the desk and not saved yet, kept in this browser alone; on every page of the desk.
 *
 * A copy holds the text of one form as one user typed it. It goes once the form is saved, when
 * the user logs out, and a week after it was typed; another user is never shown it. Nothing of it
 * is encrypted: whoever can use this account of this computer can read it, as they can a file.
 *
 * It is kept in IndexedDB. Chromium writes localStorage to the disk once a minute while somebody
 * types steadily, so a browser that is killed would lose that minute.
 */
"use strict";

const keptCopies = (() => {
  const LASTS = 7 * 24 * 60 * 60 * 1000;
  const MOST = 40;
  const LONGEST = 8_000_000;
  const { owner, stored, question } = document.currentScript.dataset;
  const others = "BroadcastChannel" in window ? new BroadcastChannel("desk") : null;

  const open = () =>
    new Promise((resolve, reject) => {
      const asked = indexedDB.open("desk", 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore("copies", { keyPath: "name" });
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });

  let base = null;

  /* Does one thing with the copies, and returns what it was asked for once it is on the disk. */
  const act = async (mode, doing) => {
    base ||= open();
    const opened = await base;
    return new Promise((resolve, reject) => {
      const transaction = opened.transaction("copies", mode, { durability: "strict" });
      const asked = doing(transaction.objectStore("copies"));
      transaction.oncomplete = () => resolve(asked.result);
      transaction.onabort = () => reject(transaction.error);
    });
  };

  const every = () => act("readonly", (copies) => copies.getAll());

  const ofOwner = async () =>
    (await every()).filter((it) => it.owner === owner).sort((a, b) => b.typedAt - a.typedAt);

  const remove = (...names) =>
    act("readwrite", (copies) => {
      names.forEach((name) => copies.delete(name));
      return copies;
    });

  const put = (copy) => {
    if (JSON.stringify(copy.content).length > LONGEST) throw new RangeError("Too long to be kept.");
    return act("readwrite", (copies) => copies.put({ ...copy, owner }));
  };

  const newName = () =>
    Array.from(crypto.getRandomValues(new Uint8Array(16)), (it) => it.toString(16).padStart(2, "0")).join("");

  const sweep = async () => {
    const saved = new Set(stored.split(" "));
    const all = (await every()).sort((a, b) => b.typedAt - a.typedAt);
    const gone = all.filter(
      (it, place) => saved.has(it.name) || it.typedAt < Date.now() - LASTS || place >= MOST,
    );
    if (gone.length) await remove(...gone.map((it) => it.name));
  };

  const forget = async () => {
    const copies = await ofOwner();
    if (copies.length && !window.confirm(question)) return false;
    itself.isForgetting = true;
    if (others) others.postMessage({ forgets: owner });
    await remove(...copies.map((it) => it.name));
    return true;
  };

  const itself = {
    owner,
    others,
    ofOwner,
    put,
    remove,
    newName,
    /* Whether the user is logging out, so that nothing may be kept any more. */
    isForgetting: false,
    swept: owner && window.indexedDB ? sweep().catch(() => {}) : Promise.resolve(),
  };

  const logout = document.querySelector("#logout-form");
  if (owner && logout) {
    logout.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (await forget().catch(() => true)) logout.submit();
    });
  }
  if (others) {
    others.addEventListener("message", ({ data }) => {
      if (data.forgets === owner) itself.isForgetting = true;
    });
    // A form that waits for its user to sign in again looks at once whether this is the one.
    if (owner) others.postMessage({ arrives: owner });
  }
  return itself;
})();
