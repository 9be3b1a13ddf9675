// For each word: how often it stands in the page's own text wholly within marks, and how often not.
(words) => {
  let whole = 0, partly = 0;
  let text = "", inside = [];
  const count = () => {
    for (const word of words.map((one) => one.replace(/ /g, ""))) {
      for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
        inside.slice(at, at + word.length).every(Boolean) ? whole++ : partly++;
      }
    }
    text = "", inside = [];
  };
  for (const block of document.querySelectorAll("article :is(h1,h2,h3,h4,h5,h6,p,td,th):not(:is(td,th) p)")) {
    if (block.closest("[data-search-exclude]")) continue;
    // The paragraphs under one heading, up to a table, are one run; each cell is one.
    if (block.tagName !== "P" || block.matches(".ky-row-label")) count();
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.parentElement.closest("[data-search-exclude]")) continue;
      for (const sign of node.data) {
        const folded = sign.normalize("NFKC").toLowerCase().trim();
        for (const unit of folded) { text += unit; inside.push(Boolean(node.parentElement.closest("mark"))); }
      }
    }
    if (block.tagName !== "P" || block.matches(".ky-row-label")) count();
  }
  count();
  return [whole, partly];
}
