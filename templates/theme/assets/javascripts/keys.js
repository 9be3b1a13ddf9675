/* Ctrl+K (Command+K) goes to the search. The theme's keys of one character (f, s, /, p, n …) do nothing here:
   they get in the way of speech input and screen readers (WCAG 2.2, 2.1.4 Character Key Shortcuts). */
(() => {
  "use strict";
  const EDITED = "input, textarea, select, [contenteditable]";

  const search = () => {
    const toggle = document.querySelector('[data-md-toggle="search"]');
    if (!toggle.checked) toggle.click();
    document.querySelector('[data-md-component="search-query"]').focus();
  };

  document.addEventListener(
    "keydown",
    (event) => {
      const modified = event.ctrlKey || event.metaKey || event.altKey;
      if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") {
        event.preventDefault();
        search();
      } else if (!modified && /^[!-~]$/.test(event.key) && !event.target.closest(EDITED)) {
        event.stopPropagation();
      }
    },
    true,
  );
})();
