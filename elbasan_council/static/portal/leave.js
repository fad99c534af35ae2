// Escape three times, or the link: another page takes this one's place, so that "back" does not return.
(() => {
  const link = document.querySelector("[data-leave]");
  if (!link) return;
  let pressed = 0;
  const leave = () => location.replace(link.href);
  link.addEventListener("click", (event) => { event.preventDefault(); leave(); });
  document.addEventListener("keydown", (event) => {
    pressed = event.key === "Escape" ? pressed + 1 : 0;
    if (pressed === 3) leave();
  });
})();
