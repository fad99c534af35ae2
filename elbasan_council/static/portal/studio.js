/* The studio: free text gets an editor over its box, the ▲▼ keep their place, folds open for links. */
(() => {
  "use strict";
  const BUTTONS = [
    ["bold", "attribute", "B"], ["italic", "attribute", "I"], ["heading1", "attribute", "H"],
    ["bullet", "attribute", "•"], ["number", "attribute", "1."], ["href", "link", ""],
    ["undo", "action", "↶"], ["redo", "action", "↷"],
  ];

  const toolbar = (box, words) => {
    const bar = document.createElement("trix-toolbar");
    bar.id = `bar-${box.id}`;
    const row = document.createElement("div");
    row.className = "studio__bar";
    BUTTONS.forEach(([name, kind, sign]) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button button--quiet";
      button.textContent = sign || words[name] || name;
      button.title = words[name] || name;
      button.setAttribute("aria-label", button.title);
      if (kind === "action") button.dataset.trixAction = name;
      else button.dataset.trixAttribute = name;
      if (kind === "link") button.dataset.trixAction = "link";
      row.append(button);
    });
    const dialogs = document.createElement("div");
    dialogs.dataset.trixDialogs = "";
    const dialog = document.createElement("div");
    dialog.className = "studio__link";
    dialog.dataset.trixDialog = "href";
    dialog.dataset.trixDialogAttribute = "href";
    const input = document.createElement("input");
    input.type = "url";
    input.name = "href";
    input.disabled = true;
    input.placeholder = "https://";
    input.setAttribute("aria-label", words.href || "https://");
    input.dataset.trixInput = "";
    const set = document.createElement("button");
    set.type = "button"; set.className = "button button--quiet"; set.textContent = words.set || "OK";
    set.dataset.trixMethod = "setAttribute";
    const away = document.createElement("button");
    away.type = "button"; away.className = "button button--link"; away.textContent = words.away || "×";
    away.dataset.trixMethod = "removeAttribute";
    dialog.append(input, set, away);
    dialogs.append(dialog);
    bar.append(row, dialogs);
    return bar;
  };

  const enrich = (box) => {
    const words = document.getElementById("studio-words")?.dataset || {};
    const editor = document.createElement("trix-editor");
    editor.setAttribute("input", box.id);
    editor.setAttribute("toolbar", `bar-${box.id}`);
    editor.setAttribute("lang", box.lang);
    editor.setAttribute("dir", box.dir);
    editor.setAttribute("aria-label", box.labels[0]?.textContent.trim() || "");
    editor.className = `studio__rich ${box.className}`;
    box.after(toolbar(box, words), editor);
    box.hidden = true;
    let ready = false;
    editor.addEventListener("trix-initialize", () => { ready = true; });
    editor.addEventListener("trix-change", () => {
      if (ready) box.dispatchEvent(new Event("input", { bubbles: true }));
    });
    editor.addEventListener("trix-file-accept", (event) => event.preventDefault());
  };

  if (window.Trix) {
    Object.assign(window.Trix.config.blockAttributes.default, { tagName: "p", breakOnReturn: true });
    window.Trix.config.blockAttributes.heading1.tagName = "h3";
    document.querySelectorAll("textarea[data-rich]").forEach(enrich);
  }

  // Before drafts.js looks for it: what a tab still holds is offered in each text's own form.
  const offer = document.getElementById("draft-offer");
  if (offer) document.querySelectorAll("form[data-draft]").forEach((form) => {
    form.insertBefore(offer.content.cloneNode(true), form.querySelector("textarea"));
  });

  const openFor = () => {
    const goal = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const fold = goal && (goal.closest("details") || goal.querySelector(":scope > details"));
    if (fold && !fold.open) { fold.open = true; goal.scrollIntoView(); }
    if (goal && goal.matches("textarea")) goal.focus();
  };
  window.addEventListener("hashchange", openFor);
  openFor();
})();
