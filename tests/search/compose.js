// What the search hears of a composition that ends with these events, in this order, by this key; of no composition,
// what it hears of the key.
([order, key, text]) => {
  const box = document.querySelector(".md-search__input");
  const asked = [], opened = [];
  const post = kySearchWorker.postMessage;
  kySearchWorker.postMessage = ({ data }) => asked.push(data);
  const stop = (event) => (event.preventDefault(), opened.push(event.target.innerText));
  document.addEventListener("click", stop, true);
  const fire = (Kind, type, options) => box.dispatchEvent(Object.assign(new Kind(type, { bubbles: true, cancelable: true, ...options })));

  let isComposing = order.length > 0;
  const pressed = (type) => fire(KeyboardEvent, type, { key, keyCode: isComposing || type === "keydown" ? 229 : 13, isComposing });
  const written = () => fire(InputEvent, "input", { isComposing });
  box.focus();
  if (isComposing) {
    fire(CompositionEvent, "compositionstart", {});
    for (const part of ["と", "とし", "図書"]) {
      fire(KeyboardEvent, "keydown", { key: "t", keyCode: 229, isComposing });
      box.value = part;
      written();
      fire(KeyboardEvent, "keyup", { key: "t", keyCode: 229, isComposing });
    }
    box.value = text;
    for (const type of order) {
      if (type === "compositionend") (isComposing = false), fire(CompositionEvent, type, { data: text });
      else if (type === "input") written();
      else pressed(type);
    }
  } else {
    fire(KeyboardEvent, "keydown", { key });
  }
  kySearchWorker.postMessage = post;
  document.removeEventListener("click", stop, true);
  return { asked, opened, focused: document.activeElement === box, expanded: box.getAttribute("aria-expanded") };
}
