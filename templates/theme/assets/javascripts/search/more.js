/* Results of a large site that are still without text: when the theme adds one to its list, the worker is asked
   for its text. Loaded by box.js if there is such a result. */
(() => {
  "use strict";
  const list = document.querySelector(".md-search-result__list");
  const WAITING = "[data-ky-page]";

  /* The same HTML as the theme's, for a page (the first item) and its sections; items are escaped already. */
  const link = ({ location, title, text, score }, at) => {
    const element = document.createElement("a");
    element.href = new URL(location, __md_scope);
    element.className = "md-search-result__link";
    const heading = at ? title && `<h2>${title}</h2>` : `<div class="md-search-result__icon md-icon"></div><h1>${title}</h1>`;
    element.innerHTML = `<article class="md-search-result__article md-typeset" data-md-score="${score.toFixed(2)}">${heading}${text}</article>`;
    return element;
  };

  const ask = () => {
    const waiting = [...list.querySelectorAll(`${WAITING}:not([data-ky-asked])`)];
    if (!waiting.length) return;
    waiting.forEach((one) => (one.dataset.kyAsked = ""));
    const pages = waiting.map((one) => Number(one.dataset.kyPage));
    kySearchWorker.postMessage({ type: "more", data: { query: waiting[0].dataset.kyQuery, pages } });
  };

  kySearchWorker.addEventListener("message", ({ data: { type, data } }) => {
    if (type !== "more") return;
    const { query, pages, items } = data;
    for (const one of list.querySelectorAll(WAITING)) {
      const at = pages.indexOf(Number(one.dataset.kyPage));
      if (one.dataset.kyQuery === query && at >= 0) one.closest("li").replaceChildren(...items[at].map(link));
    }
  });
  new MutationObserver(ask).observe(list, { childList: true });
  ask();
})();
