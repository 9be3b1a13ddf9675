/* Ctrl+K (Command+K) opens the search. The theme's shortcuts of one character (f, s, /, p, n …) are switched off:
   they disturb speech input and screen readers (WCAG 2.2, 2.1.4 Character Key Shortcuts).
   The label that opens the navigation or a branch of it works with a mouse without scripts; here it becomes a
   button with a state and keys (4.1.2 Name, Role, Value). */
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

  // A label may not have a role. The span in its place keeps its attributes, `for` too: style sheets select them.
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
