/* A report of an error quotes what the reader has selected on the page. */
(() => {
  "use strict";
  const link = document.querySelector(".ky-report");
  if (!link) return;
  const LONGEST = 300; /* An address has an end; what is longer is shown by the page. */
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
