// Types a query as an input method does, with one key at its end, and waits until the list has changed. A
// result is exact if neither the theme nor we say which word it lacks. `number` is that of a page still
// without text; from 4000 on its score says that no word is lacking.
async (query) => {
  const box = document.querySelector('[data-md-component="search-query"]');
  const results = document.querySelector(".md-search-result");
  const rest = (ms) => new Promise((done) => setTimeout(done, ms));
  const type = async (text) => {
    let changed = 0;
    const observer = new MutationObserver(() => (changed ||= performance.now()));
    observer.observe(results, { childList: true, characterData: true, subtree: true });
    const start = performance.now();
    box.value = text;
    box.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
    while (!changed && performance.now() - start < 10000) await rest(1);
    observer.disconnect();
    await rest(40);
    return (changed || performance.now()) - start;
  };
  await type("");
  const took = await type(query);
  const address = (items) => (items.find(({ location }) => !location.includes("#")) ?? items[0]).location;
  const declares = (items) =>
    items.some(({ terms, text }) => Object.values(terms).includes(false) || text.includes("__terms"));
  const found = window.answer.map((items) => {
    const number = /data-ky-page="(\d+)"/.exec(items[0].title)?.[1];
    const exact = number ? items[0].score >= 4000 : !declares(items);
    return { url: new URL(address(items), document.baseURI).pathname, number, exact };
  });
  /* The last link is the address of the search, or leads to the index. */
  const links = [...document.querySelectorAll(".ky-search-note a")].map(({ pathname }) => pathname.slice(1)).slice(0, -1);
  return { took, found, beside: links, said: document.querySelector(".ky-search-note [role=status]")?.textContent ?? "" };
}
