/* Buttons that copy the citation of a place (alone or with its text, with address and today's date) or the draft of
   an instrument. Also keeps the choice of a filter in the address, so that it can be shared. */
(() => {
  "use strict";
  const filter = document.querySelector(".ky-filter");
  if (filter) {
    const chosen = new URL(location).searchParams.get("filter");
    const choice = [...filter.elements].find(({ value, disabled }) => value === chosen && !disabled);
    if (choice) choice.checked = true;
    filter.addEventListener("change", ({ target }) => {
      const address = new URL(location);
      address.searchParams.delete("filter");
      if (target.value !== "all") address.searchParams.set("filter", target.value);
      history.replaceState(null, "", address);
    });
  }
  const list = document.querySelector(".ky-cite");
  const draft = document.querySelector(".ky-draft");
  if (!list && !draft) return;
  const today = new Date().toLocaleDateString("ja-JP-u-ca-japanese", { era: "long", year: "numeric", month: "long", day: "numeric" });
  const OWN = ":is(p, tr):not([data-search-exclude], [data-search-exclude] *, td p, th p)";

  /* The agreement's text of a paragraph with the signs of doubts, as copying by hand gives it; cells end in tabs. */
  const text = (paragraph) => {
    const copy = paragraph.cloneNode(true);
    copy.querySelectorAll(".ky-witness, .ky-hidden, rt").forEach((one) => one.remove());
    return copy.cells ? [...copy.cells].map(({ textContent }) => textContent).join("\t") : copy.textContent.trim();
  };

  /* The paragraphs of a place: a paragraph with its items, the row or the part of a heading, or all of the page. */
  const quoted = (anchor) => {
    const place = document.getElementById(anchor);
    if (place?.matches(".ky-row > :first-child")) return [...place.parentElement.querySelectorAll(OWN)];
    const all = [...document.querySelectorAll(`article ${OWN}`)];
    if (place && /^H\d$/.test(place.tagName)) {
      /* Up to the next heading of this level or above. By the prefix of ids 第4条 would include 第4条の2. */
      const follows = (one, other) => one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
      const heads = [...document.querySelectorAll("article :is(h1, h2, h3, h4, h5, h6)")];
      const end = heads.find((one) => follows(place, one) && one.tagName <= place.tagName);
      return all.filter((one) => follows(place, one) && !(end && follows(end, one)));
    }
    return place ? all.filter(({ id }) => id === anchor || id.startsWith(`${anchor}-`)) : all;
  };

  const said = document.createElement("p");
  said.setAttribute("role", "status");
  const copy = (written) =>
    Promise.resolve(navigator.clipboard?.writeText(written) ?? Promise.reject()).then(
      () => (said.textContent = "コピーしました。"),
      () => (said.textContent = "コピーできませんでした。文を選んでコピーしてください。"),
    );

  const button = (label, of, written) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = label;
    made.setAttribute("aria-label", `${label}：${of}`);
    made.addEventListener("click", () => {
      made.closest(".ky-copy, .ky-cite").append(said);
      copy(written());
    });
    return made;
  };

  /* The two buttons of a place. */
  const tools = (citation, anchor, address) => {
    const source = () => `${citation} ${address}（${today}閲覧）`;
    const quotation = () => {
      const paragraphs = quoted(anchor);
      const marked = paragraphs.some((one) => one.querySelector(".ky-mark")) ? "校訂した箇所を含みます。" : "";
      return `「${paragraphs.map(text).join("\n")}」\n${source()}\n${list.dataset.notice}${marked}`;
    };
    const made = document.createElement("span");
    made.className = "ky-copy";
    made.append(button("引用をコピー", citation, source), " ", button("文とともにコピー", citation, quotation));
    return made;
  };

  /* A citation names a date, so its address is that of the version of this date. */
  const places = [...(list?.querySelectorAll(".ky-version") ?? [])].map((link) => {
    const citation = link.parentElement.querySelector(".ky-citation").textContent;
    const anchor = link.parentElement.querySelector(".ky-current").hash.slice(1);
    const address = new URL(link.href);
    address.search = "";
    link.parentElement.append(tools(citation, anchor, address));
    return { citation, anchor, address };
  });

  /* ¶ offers the same for its paragraph, cited by the place around it: …の欄第3段落. */
  let open;
  for (const link of list ? document.querySelectorAll(".ky-permaline a") : []) {
    link.addEventListener("click", () => {
      const id = link.hash.slice(1);
      const { citation, anchor, address } = places.findLast((one) => !one.anchor || `${id}-`.startsWith(`${one.anchor}-`));
      const there = new URL(address);
      there.hash = there.hash ? there.hash + (anchor ? id.slice(anchor.length) : `-${id}`) : "";
      const number = anchor === id ? "" : (/第[0-9]+段落/.exec(link.ariaLabel)?.[0] ?? "");
      open?.remove();
      open = tools(citation + number, id, there);
      open.dataset.searchExclude = "";
      open.prepend(citation + number);
      link.parentElement.after(open);
    });
  }
  list?.append(said);
  if (draft) {
    const tools = document.createElement("div");
    tools.className = "ky-copy";
    const paragraphs = () => [...draft.querySelectorAll("p")].map(({ textContent }) => textContent).join("\n");
    tools.append(button("案をコピー", "改め文", paragraphs), said);
    draft.after(tools);
  }
})();
