/* What is typed and not saved yet stays in this tab alone, and goes when it is saved or the member
   signs out. Ctrl+S saves. A tap that was refused goes back to what it was. */
(() => {
  "use strict";
  const PREFIX = "draft:";
  const store = (() => {
    try { return window.sessionStorage; } catch { return null; }
  })();

  const boxes = (form) => [...form.querySelectorAll("textarea")];
  const words = (form) => JSON.stringify(Object.fromEntries(boxes(form).map((box) => [box.name, box.value])));
  const slot = (form) => `${PREFIX}${form.dataset.person}:${form.dataset.draft}`;

  const forget = (keep = () => false) => {
    if (!store) return;
    Object.keys(store).filter((key) => key.startsWith(PREFIX) && !keep(key)).forEach((key) => store.removeItem(key));
  };

  const watch = (form) => {
    const own = slot(form);
    const offer = form.querySelector("[data-offer]");
    let sent = "";
    forget((key) => key.startsWith(`${PREFIX}${form.dataset.person}:`));
    const left = store.getItem(own);
    if (left !== null && left !== words(form)) offer.hidden = false;
    else store.removeItem(own);

    form.addEventListener("input", () => {
      offer.hidden = true;
      try { store.setItem(own, words(form)); } catch { /* full: the server saves it in a moment */ }
    });
    form.addEventListener("htmx:beforeRequest", () => { sent = words(form); });
    form.addEventListener("htmx:afterRequest", (event) => {
      const kept = [200, 409].includes(event.detail.xhr.status);
      if (kept && sent === words(form)) store.removeItem(own);
    });
    offer.querySelector("[data-put-back]").addEventListener("click", () => {
      const found = JSON.parse(store.getItem(own) || "{}");
      boxes(form).forEach((box) => { if (box.name in found) box.value = found[box.name]; });
      offer.hidden = true;
      boxes(form)[0].focus();
      boxes(form)[0].dispatchEvent(new Event("input", { bubbles: true }));
    });
    offer.querySelector("[data-throw-away]").addEventListener("click", () => {
      store.removeItem(own);
      offer.hidden = true;
      boxes(form)[0].focus();
    });
  };

  if (store) document.querySelectorAll("form[data-draft]").forEach(watch);

  document.addEventListener("submit", (event) => {
    if (new URL(event.target.action, location.href).pathname.endsWith("/logout/")) forget();
  });

  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "s") return;
    const around = document.activeElement && document.activeElement.closest("main form[method=post]");
    const form = around || document.querySelector("form[data-draft]");
    if (!form) return;
    event.preventDefault();
    form.requestSubmit();
  });

  // Signed out: the sentence that says so is shown where the answer would have stood.
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.xhr.status === 401) event.detail.shouldSwap = true;
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const seat = event.target;
    if (!(seat instanceof Element) || !seat.matches("[data-tap]")) return;
    const { status } = event.detail.xhr;
    seat.querySelectorAll("input[type=radio]").forEach((radio) => {
      if (status === 200) radio.defaultChecked = radio.checked;
      else radio.checked = radio.defaultChecked;
    });
  });
})();
