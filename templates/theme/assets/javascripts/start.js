/* Before anything is seen: the colours that the reader has chosen, or else those of the system. What the theme's
   script keeps in the browser it keeps with these two functions, under the way to the root of the site. */
const __md_scope = new URL("../..", document.currentScript.src);

const __md_get = (name, store = localStorage, scope = __md_scope) => {
  try {
    return JSON.parse(store.getItem(`${scope.pathname}.${name}`));
  } catch {
    return null; // the browser keeps nothing, or something else
  }
};

const __md_set = (name, value, store = localStorage, scope = __md_scope) => {
  try {
    store.setItem(`${scope.pathname}.${name}`, JSON.stringify(value));
  } catch {
    // then the choice is for this page only
  }
};

(() => {
  "use strict";
  const dark = matchMedia("(prefers-color-scheme: dark)").matches ? "slate" : "default";
  const scheme = __md_get("__palette")?.color?.scheme ?? dark;
  if (scheme === "slate") document.body.setAttribute("data-md-color-scheme", scheme);
})();
