/* What the theme's search box lacks: searching text that comes without a key (voice, paste, handwriting, an
   input method), advice when nothing is found, an address of the search that the browser's back button returns
   to, and marks on the page that a result opens. */
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
  if (/^[\w-]+$/.test(to) && !location.hash) location.replace(`${location.pathname}${location.search}#${to}`);
  if (asked.has("h")) ["fold.js", "highlight.js"].forEach(script);

  const box = document.querySelector('[data-md-component="search-query"]');
  const results = document.querySelector(".md-search-result");
  const meta = document.querySelector(".md-search-result__meta");
  const list = document.querySelector(".md-search-result__list");
  if (!box || !results || !meta || !list) return;

  if (location.protocol === "file:") {
    box.disabled = true;
    box.placeholder = "ファイルを直接開いたときは検索できません";
    return;
  }

  /* The query as part of an address. Half of a surrogate pair would make encodeURIComponent fail. */
  const query = () => `?q=${encodeURIComponent(box.value.trim().replace(/\p{Surrogate}/gu, "\ufffd"))}`;

  box.addEventListener("input", () => box.dispatchEvent(new KeyboardEvent("keyup")));
  results.addEventListener("click", ({ target }) => {
    if (target.closest(".md-search-result__link")) history.replaceState(history.state, "", query());
  });

  const note = document.createElement("div");
  note.className = "ky-search-note";
  list.after(note);

  /* The theme reads a score from every link in its results. This link gets the lowest. */
  const link = document.createElement("a");
  link.innerHTML = '<span data-md-score="-1">この検索結果へのリンク</span>';

  let completed = false;
  const initial = meta.textContent;
  const advise = () => {
    note.replaceChildren();
    if (!completed && list.querySelector("[data-ky-page]")) completed = !script("more.js");
    if (!box.value.trim() || meta.textContent === initial) return;
    if (list.childElementCount) {
      link.href = new URL(query(), __md_scope);
      note.append(link);
    } else {
      note.textContent = "語を短くするか、別の言い方で探してください。語の間の空白は「すべてを含む」を表します。索引もあります。";
    }
  };
  meta.setAttribute("role", "status");
  new MutationObserver(advise).observe(meta, { childList: true, characterData: true, subtree: true });
  new MutationObserver(advise).observe(list, { childList: true });

  /* The worker reports a failed fetch here, because the theme's protocol has no message for it. */
  new BroadcastChannel("kyoyaku-search").addEventListener("message", () => {
    note.textContent = "検索のデータを読み込めませんでした。通信の状態を確かめて、もう一度入力してください。";
  });
})();
