/* Each citation of a page can be copied, with the address of its place and the day. */
(() => {
  "use strict";
  const today = new Date().toLocaleDateString("ja-JP-u-ca-japanese", { era: "long", year: "numeric", month: "long", day: "numeric" });
  for (const link of document.querySelectorAll(".ky-cite a")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "コピー";
    button.setAttribute("aria-label", `コピー：${link.textContent}`);
    button.addEventListener("click", async () => {
      const address = new URL(link.href);
      address.search = "";
      const copied = navigator.clipboard?.writeText(`${link.textContent} ${address}（${today}閲覧）`);
      said.textContent = await Promise.resolve(copied ?? Promise.reject()).then(
        () => "引用をコピーしました。",
        () => "コピーできませんでした。上の文を選んでコピーしてください。",
      );
    });
    link.after(" ", button);
  }
  const said = document.createElement("p");
  said.setAttribute("role", "status");
  document.querySelector(".ky-cite")?.append(said);
})();
