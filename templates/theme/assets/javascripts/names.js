/* Names of the parties for the labels that the text gives them (甲, 乙): as a tip at each label, and, with
   a switch that is remembered, in its place. The label stays in the page: it is what is copied and found. */
(() => {
  "use strict";
  const STORED = "kyoyaku-names";
  const given = document.querySelector("[data-parties]");
  const heading = document.querySelector("article h1");
  if (!given || !heading) return;
  const names = new Map(Object.entries(JSON.parse(given.dataset.parties)));
  const label = new RegExp([...names.keys()].map((one) => one.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|") || "$^", "gu");
  /* A label is no part of a longer word (甲板, 装甲): no kanji follows it but another label or a word that
     joins. Before it kanji may stand (その都度甲及び乙が). */
  const JOINT = /[及又並若]/u;
  const WORDS_END = /[亀装鉄]/u;
  const lengthens = (sign) => /\p{Script=Han}/u.test(sign) && !JOINT.test(sign) && !names.has(sign);
  const isLabel = ({ 0: found, index, input }) => !WORDS_END.test(input[index - 1] ?? "") && !lengthens(input[index + found.length] ?? "");

  const named = (found) => {
    const element = document.createElement("abbr");
    element.className = "ky-label";
    element.title = names.get(found);
    const own = document.createElement("span");
    own.textContent = found;
    element.append(own);
    return element;
  };

  /* A text node in pieces, its labels with their names; null if it has none. */
  const pieces = ({ data }) => {
    const found = [...data.matchAll(label)].filter(isLabel);
    if (!found.length) return null;
    let at = 0;
    const all = found.flatMap(({ 0: one, index }) => {
      const before = data.slice(at, index);
      at = index + one.length;
      return [before, named(one)];
    });
    return [...all, data.slice(at)].filter((piece) => piece !== "");
  };

  for (const block of document.querySelectorAll("article p:not(.ky-row-label)")) {
    if (block.closest("[data-search-exclude]")) continue;
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    for (const node of nodes) if (!node.parentElement.closest("[data-search-exclude]")) node.replaceWith(...(pieces(node) ?? [node]));
  }
  if (!document.querySelector(".ky-label")) return;

  const button = document.createElement("button");
  const show = (shown) => {
    document.documentElement.classList.toggle("ky-by-name", shown);
    button.setAttribute("aria-pressed", String(shown));
  };
  button.type = "button";
  button.className = "ky-switch";
  button.textContent = `${[...names.keys()].join("・")}を名称で表示する`;
  /* Some readers forbid a page to remember anything; the switch works all the same. */
  const store = (value) => {
    try {
      if (value !== undefined) localStorage.setItem(STORED, value);
      return localStorage.getItem(STORED);
    } catch {
      return null;
    }
  };
  button.addEventListener("click", () => {
    const shown = button.getAttribute("aria-pressed") !== "true";
    show(shown);
    store(String(shown));
  });
  show(store() === "true");
  const tools = document.createElement("p");
  tools.className = "ky-marks";
  tools.dataset.searchExclude = "";
  tools.append(button);
  heading.after(tools);
})();
