/* What the theme's search box lacks: searching text that comes without a key (voice, paste, handwriting, an
   input method that has converted it), and marks on the page that a result opens. Its keys are in keys.js; what is
   needed only when the search is used is in beside.js. */
(() => {
  "use strict";
  const script = (name) => {
    const element = document.createElement("script");
    element.src = new URL(`assets/javascripts/search/${name}`, __md_scope);
    element.async = false;
    document.head.append(element);
  };
  const asked = new URLSearchParams(location.search);
  const to = asked.get("to") ?? "";
  if (/^[\w-]+$/.test(to) && !location.hash) location.replace(`#${to}`);
  if (asked.has("h")) ["fold.js", "highlight.js"].forEach(script);

  const box = document.querySelector('[data-md-component="search-query"]');
  if (!box) return;

  if (location.protocol === "file:") {
    box.disabled = true;
    box.placeholder = "ファイルを直接開いたときは検索できません";
    return;
  }

  /* The theme reads the box at a keyup; keys.js keeps those of a composition from it. */
  const read = ({ isComposing }) => isComposing || box.dispatchEvent(new KeyboardEvent("keyup"));
  box.addEventListener("input", read);
  box.addEventListener("compositionend", read);
  if (asked.has("q")) script("beside.js");
  else box.addEventListener("focus", () => script("beside.js"), { once: true });
})();
