/* What the theme's search box lacks: it hears text that comes without a key (voice, paste, handwriting,
   an input method), says how many pages were found and what to try when there are none, gives the search
   an address, and marks on a page what a search found there. */
(() => {
  "use strict";
  const own = document.currentScript.src;
  const script = (name) => {
    const element = document.createElement("script");
    element.src = new URL(name, own);
    element.async = false;
    document.head.append(element);
  };
  if (new URLSearchParams(location.search).has("h")) ["fold.js", "highlight.js"].forEach(script);

  const box = document.querySelector('[data-md-component="search-query"]');
  const meta = document.querySelector(".md-search-result__meta");
  const list = document.querySelector(".md-search-result__list");
  if (!box || !meta || !list) return;

  if (location.protocol === "file:") {
    box.disabled = true;
    box.placeholder = "検索は、ファイルを直接開いたときは使えません";
    return;
  }

  box.addEventListener("input", () => box.dispatchEvent(new KeyboardEvent("keyup")));

  /* Outside the results, where the theme takes every link for one of its own. */
  const note = document.createElement("div");
  note.className = "ky-search-note";
  document.querySelector(".md-search-result").after(note);

  const link = document.createElement("a");
  link.textContent = "この検索結果へのリンク";

  const advise = () => {
    const query = box.value.trim();
    note.replaceChildren();
    if (!query || meta.textContent === "") return;
    if (list.childElementCount) {
      link.href = `?q=${encodeURIComponent(query)}`;
      note.append(link);
    } else if (meta.textContent !== initial) {
      note.textContent = "語を短くするか、別の言い方で探してください。語の間に空白を置くと、すべての語を含むページを探します。索引から探すこともできます。";
    }
  };
  const initial = meta.textContent;
  meta.setAttribute("role", "status");
  new MutationObserver(advise).observe(meta, { childList: true, characterData: true, subtree: true });
  new MutationObserver(advise).observe(list, { childList: true });
})();
