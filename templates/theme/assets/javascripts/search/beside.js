/* The lines beside the results of a search: related pages, what the text does not have, advice; beside an empty box,
   links to start from. Also keeps the query in the address, for the browser's back button. Loaded by box.js when
   the search is first used. */
(() => {
  "use strict";
  const box = document.querySelector('[data-md-component="search-query"]');
  const results = document.querySelector(".md-search-result");
  const meta = document.querySelector(".md-search-result__meta");
  const list = document.querySelector(".md-search-result__list");
  /* The query as part of an address. Half of a surrogate pair would make encodeURIComponent fail. */
  const query = () => `?q=${encodeURIComponent(box.value.trim().replace(/\p{Surrogate}/gu, "\ufffd"))}`;

  /* Back leads to the results, whether the browser loads the page again or has kept it. The theme, which hears the
     click first, removes the query from the address; here it is put back. */
  const reopen = () => document.querySelector('[data-md-toggle="search"]').click();
  addEventListener("click", ({ target }) => {
    if (!target.closest(".md-search-result__link")) return;
    history.replaceState(history.state, "", query());
    addEventListener("pageshow", reopen, { once: true });
  });

  const note = document.createElement("div");
  note.className = "ky-search-note";
  note.innerHTML = "<p role=status></p><div></div>";
  const [said, beside] = note.children;
  /* Not among the results: there Enter would open a link of ours when nothing is found. */
  results.after(note);

  let completed;
  const offer = (text, address) => `<a href="${new URL(address, __md_scope)}">${text}</a>`;
  let related = {};
  let ways = "";
  let shown = "";
  /* The same text is not written again: the focus may be in it. */
  const show = (text, html) => {
    if (said.textContent !== text) said.textContent = text;
    if (shown !== html) beside.innerHTML = shown = html;
  };
  const advise = () => {
    /* The theme removes its results from the order of Tab, and adds a heading where none is needed. */
    list.querySelectorAll("[tabindex]").forEach((one) => one.removeAttribute("tabindex"));
    list.querySelectorAll("h2:empty").forEach((one) => one.remove());
    if (list.querySelector("[data-ky-page]")) completed ||= import(new URL("assets/javascripts/search/more.js", __md_scope));
    if (!box.value.trim() || !meta.textContent.includes("見つかり")) return show("", ways);
    const own = list.childElementCount
      ? offer("この検索結果のアドレス", query())
      : (related.html ? "" : "<p>語を短くするか、別の言い方で探してください。語を空白で区切ると、全てを含むものを探します。</p>") +
        offer("索引から探す", document.querySelector('.ky-tree [href$="/names/"]')?.href ?? "accessibility/#names");
    show(related.said ?? "", (related.html ?? "") + own);
  };
  new MutationObserver(advise).observe(meta, { childList: true, characterData: true, subtree: true });
  new MutationObserver(advise).observe(list, { childList: true });

  self.kySearchWorker?.addEventListener("message", ({ data: { type, data } }) => {
    if (type === "beside") related = data;
    if (type === "ways") ways = data;
    if (type === "beside" || type === "ways") advise();
    if (type === "fault") show("検索のデータを読み込めませんでした。通信の状態を確かめて、もう一度入力してください。", "");
  });
  /* The agreement whose page this is, by the first folder of its address. */
  const slug = location.pathname.slice(__md_scope.pathname.length).split("/")[0];
  self.kySearchWorker?.postMessage({ type: "open", data: slug });
  advise();
})();
