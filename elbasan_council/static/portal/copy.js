/* A button that copies the text beside it. Without it the text is selected and copied by hand. */
(() => {
  "use strict";
  document.querySelectorAll("[data-copies]").forEach((row) => {
    const box = document.getElementById(row.dataset.copies);
    const said = row.querySelector("[role=status]");
    row.hidden = false;
    box.addEventListener("focus", () => box.select());
    row.querySelector("button").addEventListener("click", async () => {
      box.select();
      try {
        if (navigator.clipboard) await navigator.clipboard.writeText(box.value);
        else if (!document.execCommand("copy")) return;
        said.textContent = row.dataset.done;
      } catch { /* It is selected: the keyboard copies it. */ }
    });
  });
})();
