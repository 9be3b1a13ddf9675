/* Ctrl+K (Command+K) goes to the search. The theme's keys of one character (f, s, /, p, n …) do nothing here:
   they get in the way of speech input and screen readers (WCAG 2.2, 2.1.4 Character Key Shortcuts).
   What opens the tree or a branch is a label, which a mouse can press without scripts; here it becomes a button,
   with a state and the keys of one (4.1.2 Name, Role, Value). */
(() => {
  "use strict";
  const EDITED = "input, textarea, select, [contenteditable]";
  const OPENS = ".md-header [for=__drawer], .ky-tree .md-nav__link[for]";

  const search = () => {
    const toggle = document.querySelector('[data-md-toggle="search"]');
    if (!toggle.checked) toggle.click();
    document.querySelector('[data-md-component="search-query"]').focus();
  };

  const press = (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    if (!event.repeat) event.currentTarget.click();
  };

  // A label may have no role. What replaces it keeps its attributes, `for` too: the style sheets ask for them.
  const replaced = (label) => {
    const made = document.createElement("span");
    for (const { name, value } of label.attributes) made.setAttribute(name, value);
    made.append(...label.childNodes);
    label.replaceWith(made);
    return made;
  };

  const button = (label) => {
    const box = label.control;
    const made = replaced(label);
    const tell = () => made.setAttribute("aria-expanded", box.checked);
    made.setAttribute("role", "button");
    made.tabIndex = 0;
    made.addEventListener("click", () => box.click());
    made.addEventListener("keydown", press);
    box.addEventListener("change", tell);
    tell();
  };

  document.querySelectorAll(OPENS).forEach(button);

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
