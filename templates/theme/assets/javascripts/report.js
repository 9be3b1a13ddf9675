/* The report of an error quotes the text that the reader has selected. */
(() => {
  "use strict";
  const link = document.querySelector(".ky-report");
  if (!link) return;
  const LONGEST = 300; /* Characters: addresses may not be too long. */
  const original = link.href;
  link.addEventListener("click", () => {
    const selected = String(getSelection()).trim().slice(0, LONGEST);
    const url = new URL(original);
    const body = url.searchParams.get("body");
    const quotation = selected.replace(/^/gm, "> ");
    url.searchParams.set("body", selected ? body.replace(/^> .*$/m, () => quotation) : body);
    link.href = url;
  });
})();
