() => {
  const UNSEEN = ".ky-hidden, .ky-permaline, .ky-glance thead";
  const rects = [];
  const walker = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { parentElement: around, textContent: text } = walker.currentNode;
    if (!text.trim() || around.closest(UNSEEN) || !around.checkVisibility()) continue;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    for (const one of range.getClientRects()) rects.push([one, text.trim().slice(0, 20)]);
  }
  const common = (a, b, from, to) => Math.min(a[to], b[to]) - Math.max(a[from], b[from]);
  const over = (a, b) => common(a, b, "left", "right") > 4 && common(a, b, "top", "bottom") > 8;
  return rects.flatMap(([a, text], at) =>
    rects.slice(at + 1).filter(([b]) => over(a, b)).map(([, other]) => `${text} / ${other}`));
}
