/* Hits as the theme shows them: a page, then a section for each heading with the passage marked.
   The theme writes them through innerHTML, so all text is escaped here. Defines self.kyoyaku.items. */
(() => {
  "use strict";
  const kyoyaku = (self.kyoyaku ||= {});
  const AROUND = 40;
  const SECTIONS = 6;

  const escaped = (kyoyaku.escaped = (text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`));

  const real = (ranges) => ranges.filter(([start, end]) => end > start);

  /* The HTML of a text between two places with the ranges marked; ranges are of the folded text. */
  const marked = ({ text, fold }, ranges, from = 0, to = text.length) => {
    let html = "";
    let at = from;
    for (const [start, end] of real(ranges)) {
      const [first, last] = [Math.max(at, fold.starts[start]), Math.min(to, fold.ends[end - 1])];
      if (last <= at || first >= to) continue;
      html += `${escaped(text.slice(at, first))}<mark>${escaped(text.slice(first, last))}</mark>`;
      at = last;
    }
    return html + escaped(text.slice(at, to));
  };

  /* The HTML from the first hit to the last, with 40 characters on both sides. */
  const passage = (run, ranges) => {
    const [first, last] = [ranges[0], real(ranges).at(-1)];
    const from = Math.max(0, (run.fold.starts[first?.[0]] ?? 0) - (last ? AROUND : 0));
    const to = Math.min(run.text.length, last ? run.fold.ends[last[1] - 1] + AROUND : from + 3 * AROUND);
    return (from ? "…" : "") + marked(run, ranges, from, to) + (to < run.text.length ? "…" : "");
  };

  /* The anchor of the paragraph that has the first hit. */
  const anchor = (part, run, ranges) => {
    let length = 0;
    const at = run.fold.starts[ranges[0]?.[0]] ?? 0;
    for (const [name, line] of part.lines) {
      length += line.length;
      if (at < length) return name;
    }
    return part.anchor;
  };

  /* One `h` for each word, so that a word may hold a blank. The theme takes an address without # for a page, any
     other for a section. So a page that opens at a paragraph has the anchor in `to`. */
  const location = (page, found, name, to) => {
    const words = [...found.map((word) => `h=${encodeURIComponent(word)}`), ...(to ? [`to=${to}`] : [])].join("&");
    return page.url + (words ? `?${words}` : "") + (name ? `#${name}` : "");
  };

  const item = (hit) => {
    const title = hit.hits.find((one) => one.run.kind === "title");
    const place = hit.page.place ? `<span class="ky-place">${escaped(hit.page.place)}</span> ` : "";
    /* The title without its label, (ア). */
    const from = hit.page.label ? hit.page.label.length + 1 : 0;
    const name = title ? marked(title.run, title.ranges, from) : escaped(hit.page.title.slice(from));
    const cited = hit.hits.find(({ line }) => line)?.line[0];
    return { location: location(hit.page, hit.found, "", cited), title: place + name, text: "", score: hit.score, terms: {} };
  };

  /* A heading and the paragraphs under it are one section. */
  const sections = (hit) => {
    const parts = new Map();
    for (const one of hit.hits.filter(({ run }) => run.part)) parts.set(one.run.part, [...(parts.get(one.run.part) ?? []), one]);
    return [...parts].slice(0, SECTIONS).map(([part, hits]) => section(hit, part, hits));
  };

  const section = (hit, part, hits) => {
    const heading = hits.find(({ run }) => run.kind === "heading");
    const body = hits.find(({ run }) => run.kind === "body");
    const name = heading ? marked(heading.run, heading.ranges) : escaped(part.heading);
    const target = body ? (body.line?.[0] ?? anchor(part, body.run, body.ranges)) : part.anchor;
    const text = body?.line ? escaped(body.line[1]) : body ? passage(body.run, body.ranges) : "";
    return {
      location: location(hit.page, hit.found, target),
      title: name + escaped(part.label),
      text: `<p>${text}</p>`,
      score: hit.score,
      terms: {},
    };
  };

  /* A sentence about a term that is not there as it was typed. Two words that may look alike (センタ－, センター) are
     not both named, only the one that is there. */
  const declared = ({ term, by, found }) => {
    const words = found.map((word) => `「${word}」`).join("");
    const said = {
      words: `「${term}」の語はなく、${words}を含みます。`,
      names: `本文では、「${term}」を${words}と書いています。`,
      signs: `${words}を含みます。かな、数字又は符号の種類が、入力した語と異なります。`,
      slip: `${words}を含みます。入力した語と1字異なります。`,
      witness: `「${term}」は底本の読みで、本文では改めています。`,
      citation: `「${term}」はこの箇所です。`,
    };
    return said[by];
  };

  /* The page and its sections; the first section says which terms are missing. */
  const shown = (hit) => {
    const [page, ...parts] = [item(hit), ...sections(hit)];
    if (!hit.missing.length) return [page, ...parts];
    const note = `<p class="md-search-result__terms">${hit.missing.map(declared).map(escaped).join("<br>")}</p>`;
    const [first, ...others] = parts;
    return first ? [page, { ...first, text: note + first.text }, ...others] : [{ ...page, text: note }];
  };

  /* The items for the theme's box: for each hit the page and its sections. */
  kyoyaku.items = (hits) => hits.map(shown);

  /* The search of a site whose index is a single file. */
  kyoyaku.whole = (index) => {
    const prepared = kyoyaku.prepare(index);
    const related = (query, items, root) => kyoyaku.related(prepared, query, items, root);
    const ways = (slug, root) => kyoyaku.ways(prepared, slug, root);
    return Object.assign((query) => kyoyaku.items(kyoyaku.search(prepared, query)), { related, ways });
  };

  /* The search of this site, for the worker. The first file of the index is in UTF-16, the others are in UTF-8. */
  kyoyaku.load = async (root) => {
    const fetched = async (name, encoding) => {
      const answer = await fetch(new URL(`search/${name}`, root));
      if (!answer.ok) throw new Error(answer.status);
      return JSON.parse(new TextDecoder(encoding).decode(await answer.arrayBuffer()));
    };
    const index = await fetched("texts.json", "utf-16");
    if (index.pages) return kyoyaku.whole(index);
    importScripts("large.js");
    return kyoyaku.large(index, fetched);
  };
})();
