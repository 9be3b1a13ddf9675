/* Marks on a page every occurrence of the words that a search found there, also across marks and paragraphs.
   The words come with the address (?h=), as they are written on the page. Needs fold.js. */
(() => {
  "use strict";
  const words = new URLSearchParams(location.search).getAll("h");
  const article = document.querySelector("article");
  if (!words.length || !article) return;
  const { fold } = self.kyoyaku;
  const wanted = [...new Set(words.map((word) => fold(word).text).filter(Boolean))];

  /* The text nodes of the agreement's own text under a node. */
  const nodes = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      if (!walker.currentNode.parentElement.closest("[data-search-exclude]")) found.push(walker.currentNode);
    }
    return found;
  };

  /* Runs of text nodes as the search reads them: each heading and each cell is one, and so are the paragraphs up to
     the next. */
  const runs = () => {
    const found = [[]];
    for (const block of article.querySelectorAll(":is(h1, h2, h3, h4, h5, h6, p):not(td p, th p), td, th")) {
      if (block.closest("[data-search-exclude]")) continue;
      const own = nodes(block);
      if (block.matches("p:not(.ky-row-label)")) found.at(-1).push(...own);
      else found.push(own, []);
    }
    return found;
  };

  /* The ranges of the words in a folded text; ranges that overlap become one. */
  const ranges = (text) => {
    const all = [];
    for (const word of wanted) {
      for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) all.push([at, at + word.length]);
    }
    const merged = [];
    for (const [start, end] of all.sort(([one], [other]) => one - other)) {
      const last = merged.at(-1);
      if (last && start <= last[1]) last[1] = Math.max(last[1], end);
      else merged.push([start, end]);
    }
    return merged;
  };

  const wrap = (node, start, end) => {
    const range = new Range();
    range.setStart(node, start);
    range.setEnd(node, end);
    range.surroundContents(document.createElement("mark"));
  };

  /* Wrap from the last range to the first: wrapping splits a text node, and only offsets before it stay right. */
  const mark = (run) => {
    const pieces = [];
    let length = 0;
    for (const node of run) {
      pieces.push({ node, start: length, end: length + node.data.length });
      length += node.data.length;
    }
    const folded = fold(run.map(({ data }) => data).join(""));
    for (const [from, to] of ranges(folded.text).reverse()) {
      const [start, end] = [folded.starts[from], folded.ends[to - 1]];
      for (const piece of pieces.filter((one) => one.start < end && start < one.end).reverse()) {
        wrap(piece.node, Math.max(start, piece.start) - piece.start, Math.min(end, piece.end) - piece.start);
      }
    }
  };

  runs().forEach(mark);
})();
