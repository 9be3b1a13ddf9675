/* A page names the day on which another version replaces its text. From that day on (in Japan) it says that it is
   out of date, in case the site was not built again. */
(() => {
  "use strict";
  const notice = document.querySelector("[data-replaced-on]");
  const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Tokyo" }).format(); // 2027-04-01
  if (!notice || today < notice.dataset.replacedOn) return;
  const warning = document.createElement("strong");
  warning.textContent = "このページの本文は、変更前のものです。";
  notice.prepend(warning, " ");
  notice.classList.add("ky-outdated");
})();
