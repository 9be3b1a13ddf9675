/* What the theme's search box lacks: searching text that comes without a key (voice, paste, handwriting, an
   input method that has converted it), advice when nothing is found, an address of the search that the browser's
   back button returns to, and marks on the page that a result opens. Its keys are in keys.js. */
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

  /* The theme reads the box at a keyup; keys.js keeps those of a composition from it. */
  const read = ({ isComposing }) => isComposing || box.dispatchEvent(new KeyboardEvent("keyup"));
  box.addEventListener("input", read);
  box.addEventListener("compositionend", read);
  /* The way back leads to the results, whether the page is loaded again or was kept by the browser. */
  const reopen = () => document.querySelector('[data-md-toggle="search"]').click();
  results.addEventListener("click", ({ target }) => {
    if (!target.closest(".md-search-result__link")) return;
    history.replaceState(history.state, "", query());
    addEventListener("pageshow", reopen, { once: true });
  });

  const note = document.createElement("div");
  note.className = "ky-search-note";
  /* Not among the results: there Enter would open a link of ours when nothing is found. */
  results.after(note);

  let completed = false;
  const initial = meta.textContent;
  const offer = (text, address) => {
    const link = document.createElement("a");
    link.textContent = text;
    link.href = new URL(address, __md_scope);
    note.append(link);
  };
  const advise = () => {
    note.replaceChildren();
    /* The theme takes its results out of the order of Tab, and heads those that need none. */
    list.querySelectorAll("[tabindex]").forEach((one) => one.removeAttribute("tabindex"));
    list.querySelectorAll("h2:empty").forEach((one) => one.remove());
    if (!completed && list.querySelector("[data-ky-page]")) completed = !script("more.js");
    if (!box.value.trim() || meta.textContent === initial) return;
    if (list.childElementCount) {
      offer("この検索結果のアドレス", query());
    } else {
      note.append("語を短くするか、別の言い方で探してください。語を空白で区切ると、すべてを含むものを探します。");
      offer("索引から探す", document.querySelector('.ky-tree [href$="/names/"]')?.href ?? "accessibility/#names");
    }
  };
  meta.setAttribute("role", "status");
  new MutationObserver(advise).observe(meta, { childList: true, characterData: true, subtree: true });
  new MutationObserver(advise).observe(list, { childList: true });

  self.kySearchWorker?.addEventListener("message", ({ data: { type } }) => {
    if (type === "fault") note.textContent = "検索のデータを読み込めませんでした。通信の状態を確かめて、もう一度入力してください。";
  });
})();
