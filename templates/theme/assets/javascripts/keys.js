/* The keys of the search. Ctrl+K (Command+K) opens it, Tab goes through its results, Escape closes it and leads
   back; the keys of an input method (Enter that confirms a conversion, arrows, Escape) are its own.
   The theme's shortcuts of one character (f, s, /, p, n …) are switched off: they disturb speech input and screen
   readers (WCAG 2.2, 2.1.4 Character Key Shortcuts).
   The label that opens the search, the navigation or the contents of a page works with a mouse without scripts; here it
   becomes a button with a state and keys (4.1.2 Name, Role, Value). */
(() => {
  "use strict";
  const EDITED = "input, textarea, select, [contenteditable]";
  const OPENS = ".md-header__button:is([for=__drawer], [for=__search]), .ky-ask, .ky-toc";
  const toggle = document.querySelector('[data-md-toggle="search"]');
  const box = document.querySelector('[data-md-component="search-query"]');

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

  /* The navigation of a phone lies over the page (2.4.11 Focus Not Obscured): it closes with Escape, and when the
     focus goes on to the text. */
  const drawer = document.querySelector("#__drawer");
  const shut = () => drawer.checked && drawer.click();
  document.querySelector(".md-content").addEventListener("focusin", shut);
  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !drawer.checked) return;
    shut();
    document.querySelector(".md-header [for=__drawer]").focus();
  });
  if (!toggle || !box) return; // Zensical has a search of its own

  let opener = box;
  const tell = () => box.setAttribute("aria-expanded", toggle.checked);
  toggle.addEventListener("change", () => {
    tell();
    if (!toggle.checked) return;
    opener = document.activeElement;
    box.focus();
  });
  tell();
  const open = () => toggle.checked || toggle.click();
  ["click", "input"].forEach((name) => box.addEventListener(name, open));

  /* The last of the three that can take the focus gets it: on a phone the box of a closed search cannot, elsewhere
     the button cannot. The theme opens the search a millisecond after the box gets the focus: here not. */
  const leave = () => {
    toggle.click();
    [box, document.querySelector("[role=button].ky-icon-search"), opener].forEach((one) => one.focus());
    const stay = (event) => event.preventDefault();
    toggle.addEventListener("click", stay);
    setTimeout(() => toggle.removeEventListener("click", stay), 50);
  };
  document.querySelector(".md-search").addEventListener("focusout", ({ currentTarget, relatedTarget }) => {
    if (toggle.checked && relatedTarget && !currentTarget.contains(relatedTarget)) toggle.click();
  });

  /* Whether the theme may hear a key. */
  const heard = ({ key, target }) =>
    toggle.checked ? /^(Enter|Arrow(Up|Down))$/.test(key) : !/^[!-~]$/.test(key) || target.closest(EDITED);

  /* Safari sends the key that confirms a conversion after its end, and marks it with the code 229 only. */
  const composing = (event) => event.isComposing || event.keyCode === 229;

  document.addEventListener("keyup", (event) => composing(event) && event.stopPropagation(), true);
  document.addEventListener(
    "keydown",
    (event) => {
      const searches = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k";
      if (composing(event) || !heard(event)) event.stopPropagation();
      if (composing(event)) return;
      if (searches) {
        event.preventDefault();
        open();
        box.focus();
      } else if (event.key === "Escape" && toggle.checked) leave();
    },
    true,
  );
})();
