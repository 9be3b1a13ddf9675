/* Switches below the heading, which remember their state. One shows the names of the parties over their labels (甲,
   乙): the label stays in the page, for copies, citations and the search; a screen reader hears what is seen. The
   other shows readings (ふりがな) that the page gives, over names that no other element cuts. */
(() => {
  "use strict";
  const given = document.querySelector("[data-labels]")?.dataset;
  const above = [...document.querySelectorAll("article :is(h1, .ky-as-of, .ky-explained, .ky-marks)")].pop();
  if (!given || !above) return;

  /* Some browsers refuse localStorage; then a switch works without a memory. */
  const store = (key, value) => {
    try {
      if (value !== undefined) localStorage.setItem(key, value);
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  const tools = above.matches(".ky-marks") ? above : document.createElement("p");
  const add = (key, label, said, change) => {
    const button = document.createElement("button");
    const kept = document.createElement("span");
    kept.className = "ky-kept";
    kept.textContent = said;
    const show = (shown) => {
      change(shown);
      button.setAttribute("aria-pressed", String(shown));
      kept.hidden = !shown;
    };
    button.type = "button";
    button.className = "ky-switch";
    button.textContent = label;
    button.addEventListener("click", () => {
      const shown = button.getAttribute("aria-pressed") !== "true";
      show(shown);
      store(key, String(shown));
    });
    show(store(key) === "true");
    tools.className = "ky-marks";
    tools.dataset.searchExclude = "";
    tools.append(button, kept);
    if (!tools.isConnected) above.after(tools);
  };

  if (document.querySelector("article abbr")) {
    const said = `コピーと印刷では、${given.labels}のままです。`;
    add("kyoyaku-names", `${given.labels}を名称で表示する`, said, (shown) => {
      document.documentElement.classList.toggle("ky-by-name", shown);
      document.querySelectorAll("article abbr > span").forEach((label) => (label.ariaHidden = shown || null));
    });
  }

  /* Longer names first; one of two characters only if no kanji is before it: 応分, but not in 対応分野. */
  const readings = new Map((given.readings ?? "").split(";").map((one) => one.split("=")));
  const names = [...readings.keys()].filter(Boolean).sort((one, other) => other.length - one.length);
  const escaped = (name) => (name.length < 3 ? "(?<!\\p{Script=Han})" : "") + name.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  const split = (node, pattern) => {
    for (const found of [...node.data.matchAll(pattern)].reverse()) {
      const rest = node.splitText(found.index);
      rest.splitText(found[0].length);
      const ruby = document.createElement("ruby");
      const kana = document.createElement("rt");
      kana.textContent = readings.get(found[0]);
      rest.replaceWith(ruby);
      ruby.append(rest, kana);
    }
  };
  const change = (shown) => {
    for (const ruby of document.querySelectorAll("article ruby")) {
      const parent = ruby.parentNode;
      ruby.replaceWith(ruby.firstChild);
      parent.normalize();
    }
    if (!shown) return;
    const pattern = new RegExp(names.map(escaped).join("|"), "gu");
    const walker = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    for (const node of nodes) {
      const aside = node.parentElement.closest("[data-search-exclude]");
      if (!aside || aside.matches(".ky-explained")) split(node, pattern);
    }
  };
  if (names.length) add("kyoyaku-readings", "ふりがなを付ける", "名称などの一部の語に付きます。", change);
})();
