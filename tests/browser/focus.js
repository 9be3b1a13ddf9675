() => {
  const { activeElement: focused } = document;
  if (focused === document.body) return null;
  const { classList, rel, parentElement } = focused;
  const it = focused.matches(".md-option") ? parentElement : focused;
  const { width, height } = it.getBoundingClientRect();
  const shown = it.checkVisibility({ checkOpacity: false, checkVisibilityCSS: true }) && width && height;
  return [[...classList, rel, ...parentElement.classList], shown ? "" : it.outerHTML.slice(0, 200)];
}
