() => {
  const { activeElement: focused } = document;
  if (focused === document.body) return null;
  const { classList, rel, parentElement } = focused;
  const it = focused.matches(".md-option") ? parentElement.querySelector("label:not([hidden])") : focused;
  const { width, height, bottom } = it.getBoundingClientRect();
  const shown = it.checkVisibility({ checkOpacity: false, checkVisibilityCSS: true }) && width && height;
  const under = !it.closest(".md-header, .md-skip") && bottom <= document.querySelector(".md-header").offsetHeight;
  const ring = getComputedStyle(it).outlineStyle === "solid";
  return [[...classList, rel, ...parentElement.classList], shown && ring && !under ? "" : it.outerHTML.slice(0, 200)];
}
