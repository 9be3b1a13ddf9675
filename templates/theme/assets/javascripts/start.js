/* Sets the reader's colours, or else those of the system, before the page is drawn. The theme's script stores its
   values with these two functions, under the path of the site's root. */
const __md_scope = new URL("../..", document.currentScript.src);

const __md_get = (name, store = localStorage, scope = __md_scope) => {
  try {
    const value = JSON.parse(store.getItem(`${scope.pathname}.${name}`));
    return Number.isInteger(value.index) ? value : null; // the theme would stop at anything but a choice of colours
  } catch {
    return null; // there is none, the browser refuses, or the value is no JSON
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

/* The worker of this page's search, which the theme makes: box.js and more.js have messages of their own for it. */
self.Worker = class extends Worker {
  constructor(address) {
    super(address);
    self.kySearchWorker = this;
  }
};
