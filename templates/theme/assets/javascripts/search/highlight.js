/* Marks on a page what a search found there: every occurrence, whole, also across marks and notes.
   The words come with the address (?h=), from the worker, as they stand on the page. Needs fold.js. */
(() => {
  "use strict";
  const words = new URLSearchParams(location.search).get("h");
  const article = document.querySelector("article");
  if (!words || !article) return;
  const { fold, terms } = self.kyoyaku;
  const wanted = terms(words).map((term) => fold(term).text).sort((one, other) => other.length - one.length);

  /* The text nodes of the agreement's own text under a node. */
  const nodes = (root) => {
    const outside = (node) => node.parentElement.closest("[data-search-exclude]");
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) if (!outside(walker.currentNode)) found.push(walker.currentNode);
    return found;
  };

  /* Ranges of a folded text that no other range covers. */
  const ranges = (text) => {
    const taken = [];
    for (const word of wanted) {
      for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
        const end = at + word.length;
        if (!taken.some(([start, stop]) => at < stop && start < end)) taken.push([at, end]);
      }
    }
    return taken.sort(([one], [other]) => one - other);
  };

  const wrap = (node, start, end) => {
    const range = new Range();
    range.setStart(node, start);
    range.setEnd(node, end);
    range.surroundContents(document.createElement("mark"));
  };

  /* From the last to the first, so that no wrapping moves what is still to be wrapped. */
  const mark = (block) => {
    const pieces = [];
    let length = 0;
    for (const node of nodes(block)) {
      pieces.push({ node, start: length, end: length + node.data.length });
      length += node.data.length;
    }
    const folded = fold(pieces.map(({ node }) => node.data).join(""));
    for (const [from, to] of ranges(folded.text).reverse()) {
      const [start, end] = [folded.starts[from], folded.ends[to - 1]];
      for (const piece of pieces.filter((one) => one.start < end && start < one.end).reverse()) {
        wrap(piece.node, Math.max(start, piece.start) - piece.start, Math.min(end, piece.end) - piece.start);
      }
    }
  };

  article.querySelectorAll("h1, h2, h3, h4, h5, h6, p").forEach((block) => {
    if (!block.closest("[data-search-exclude]")) mark(block);
  });
})();
