/* Sets the reader's colours, or else those of the system, before the page is drawn. The theme's script stores its
   values with these two functions, under the path of the site's root. */
const __md_scope = new URL("../..", document.currentScript.src);

const __md_get = (name, store = localStorage, scope = __md_scope) => {
  try {
    return JSON.parse(store.getItem(`${scope.pathname}.${name}`));
  } catch {
    return null; // the browser refuses, or the value is no JSON
  }
};

const __md_set = (name, value, store = localStorage, scope = __md_scope) => {
  try {
    store.setItem(`${scope.pathname}.${name}`, JSON.stringify(value));
  } catch {
    // the choice is lost with this page
  }
};

(() => {
  "use strict";
  const dark = matchMedia("(prefers-color-scheme: dark)").matches ? "slate" : "default";
  const scheme = __md_get("__palette")?.color?.scheme ?? dark;
  if (scheme === "slate") document.body.setAttribute("data-md-color-scheme", scheme);
})();
