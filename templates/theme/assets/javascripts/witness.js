/* The switch to the witness reading. Without scripts, the link beside it leads to a list of the same places. */
(() => {
  "use strict";
  const link = document.querySelector("a.ky-switch");
  const marks = [...document.querySelectorAll("article [data-witness]")];
  if (!link || !marks.length) return;
  const { source } = document.querySelector("[data-source]").dataset;

  /* The transcript's reading at a mark, for eyes and screen readers; it is not copied with the agreement. */
  const reading = (mark) => {
    const label = document.createElement("span");
    label.className = "ky-witness";
    label.dataset.searchExclude = "";
    label.textContent = `〔${source}：${mark.dataset.witness || "ここになし"}〕`;
    return label;
  };

  const button = document.createElement("button");
  button.type = "button";
  button.className = "ky-switch";
  button.textContent = `${source}の読みを表示する`;
  button.setAttribute("aria-pressed", "false");
  button.addEventListener("click", () => {
    const shown = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(shown));
    document.querySelectorAll(".ky-witness").forEach((label) => label.remove());
    if (shown) marks.forEach((mark) => mark.after(reading(mark)));
  });
  link.before(button, " ");
})();
