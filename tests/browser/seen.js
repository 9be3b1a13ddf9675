(but) => {
  const walker = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
  let found = "";
  while (walker.nextNode()) {
    const { parentElement: around, textContent } = walker.currentNode;
    if (around.checkVisibility() && !around.closest(but)) found += textContent;
  }
  return found;
}
