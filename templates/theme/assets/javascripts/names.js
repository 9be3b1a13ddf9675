/* A switch that shows the names of the parties over their labels (甲, 乙) and remembers its state. The label
   stays in the page, for copies, citations and the search; a screen reader hears what is seen. */
(() => {
  "use strict";
  const STORED = "kyoyaku-names";
  const given = document.querySelector("[data-labels]");
  const heading = document.querySelector("article h1");
  if (!given || !heading || !document.querySelector("article abbr")) return;

  /* Some browsers refuse localStorage; then the switch works without a memory. */
  const store = (value) => {
    try {
      if (value !== undefined) localStorage.setItem(STORED, value);
      return localStorage.getItem(STORED);
    } catch {
      return null;
    }
  };
  const button = document.createElement("button");
  const kept = document.createElement("span");
  kept.className = "ky-kept";
  kept.textContent = `コピーと印刷では、${given.dataset.labels}のままです。`;
  const show = (shown) => {
    document.documentElement.classList.toggle("ky-by-name", shown);
    button.setAttribute("aria-pressed", String(shown));
    document.querySelectorAll("article abbr > span").forEach((label) => (label.ariaHidden = shown || null));
    kept.hidden = !shown;
  };
  button.type = "button";
  button.className = "ky-switch";
  button.textContent = `${given.dataset.labels}を名称で表示する`;
  button.addEventListener("click", () => {
    const shown = button.getAttribute("aria-pressed") !== "true";
    show(shown);
    store(String(shown));
  });
  show(store() === "true");
  const tools = document.querySelector("article .ky-marks") ?? document.createElement("p");
  tools.className = "ky-marks";
  tools.dataset.searchExclude = "";
  tools.append(button, kept);
  if (!tools.isConnected) heading.after(tools);
})();
