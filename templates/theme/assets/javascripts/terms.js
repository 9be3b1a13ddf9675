/* Tooltips with the meaning of a word, on hover, focus or the first touch; Enter, a click or a second touch follows
   the link to the glossary. WCAG 2.2, 1.4.13: Escape closes a tooltip, and it stays under the pointer. */
(() => {
  "use strict";
  const links = document.querySelectorAll("article .ky-term");
  if (!links.length) return;
  const tip = document.createElement("div");
  tip.id = "ky-tip";
  tip.className = "ky-tip md-typeset";
  tip.role = "tooltip";
  tip.hidden = true;
  document.querySelector("main").append(tip);
  let shown, timer;
  let touched = false;

  const hide = () => {
    clearTimeout(timer);
    shown?.removeAttribute("aria-describedby");
    shown = undefined;
    tip.hidden = true;
  };
  const leave = () => {
    clearTimeout(timer);
    timer = setTimeout(hide, 250);
  };
  const show = (link) => {
    clearTimeout(timer);
    if (shown === link) return;
    hide();
    shown = link;
    tip.textContent = link.dataset.meaning;
    tip.hidden = false;
    link.setAttribute("aria-describedby", tip.id);
    /* Below the word, or above it where there is no room; never beyond the edges. */
    const lines = [...link.getClientRects()];
    const { clientWidth, clientHeight } = document.documentElement;
    const { left, bottom } = lines.pop();
    const origin = tip.offsetParent.getBoundingClientRect();
    const above = (lines[0] ?? link.getBoundingClientRect()).top - tip.offsetHeight;
    const top = bottom + tip.offsetHeight > clientHeight && above > 0 ? above : bottom;
    tip.style.left = `${Math.max(8, Math.min(left, clientWidth - tip.offsetWidth - 8)) - origin.left}px`;
    tip.style.top = `${top - origin.top}px`;
  };

  for (const link of links) {
    link.dataset.meaning = link.title;
    link.removeAttribute("title");
    link.addEventListener("pointerenter", ({ pointerType }) => pointerType === "touch" || show(link));
    link.addEventListener("pointerleave", ({ pointerType }) => pointerType === "touch" || leave());
    link.addEventListener("pointerdown", ({ pointerType }) => (touched = pointerType === "touch" && shown !== link));
    link.addEventListener("focus", () => show(link));
    link.addEventListener("blur", leave);
    link.addEventListener("click", (event) => {
      if (touched) event.preventDefault();
      if (touched) show(link);
      touched = false;
    });
  }
  tip.addEventListener("pointerenter", () => clearTimeout(timer));
  tip.addEventListener("pointerleave", leave);
  document.addEventListener("keydown", ({ key }) => key === "Escape" && hide());
  document.addEventListener("pointerdown", ({ target, pointerType }) => {
    if (!target.closest(pointerType === "touch" ? ".ky-term" : ".ky-term, .ky-tip")) hide();
  });
})();
