/* Hits as the theme shows them: a page, then a section for each heading with the passage marked.
   Everything goes through innerHTML there, so all text is escaped here. Defines self.kyoyaku.items. */
(() => {
  "use strict";
  const kyoyaku = (self.kyoyaku ||= {});
  const AROUND = 40;
  const SECTIONS = 6;

  const escaped = (text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

  /* The text from one place to another with the ranges marked; ranges are of the folded text. */
  const marked = ({ text, fold }, ranges, from = 0, to = text.length) => {
    let html = "";
    let at = from;
    for (const [start, end] of ranges) {
      if (end <= start) continue;
      const [first, last] = [fold.starts[start], fold.ends[end - 1]];
      if (last <= at || first >= to) continue;
      html += escaped(text.slice(at, Math.max(at, first))) + `<mark>${escaped(text.slice(Math.max(at, first), Math.min(to, last)))}</mark>`;
      at = Math.min(to, last);
    }
    return html + escaped(text.slice(at, to));
  };

  /* The passage around the hits, from the first to the last, with some words on both sides. */
  const passage = (run, ranges) => {
    const real = ranges.filter(([start, end]) => end > start);
    if (!real.length) return escaped(run.text.slice(0, 3 * AROUND)) + (run.text.length > 3 * AROUND ? "…" : "");
    const from = Math.max(0, run.fold.starts[real[0][0]] - AROUND);
    const to = Math.min(run.text.length, run.fold.ends[real.at(-1)[1] - 1] + AROUND);
    return (from ? "…" : "") + marked(run, real, from, to) + (to < run.text.length ? "…" : "");
  };

  /* The anchor of the paragraph where the first hit stands. */
  const anchor = (part, run, ranges) => {
    let length = 0;
    const first = ranges.find(([start, end]) => end > start);
    const at = first ? run.fold.starts[first[0]] : 0;
    for (const [name, line] of part.lines) {
      length += line.length;
      if (at < length) return name;
    }
    return part.anchor;
  };

  const location = (page, found, name) => {
    const words = found.length ? `?h=${found.map(encodeURIComponent).join("+")}` : "";
    return page.url + words + (name ? `#${name}` : "");
  };

  const item = (hit) => {
    const title = hit.hits.find((one) => one.run.kind === "title");
    const terms = Object.fromEntries(hit.missing.map((term) => [escaped(term), false]));
    const place = hit.page.place ? `<span class="ky-place">${escaped(hit.page.place)}</span> ` : "";
    const name = title ? marked(title.run, title.ranges) : escaped(hit.page.title);
    return { location: location(hit.page, hit.found), title: place + name, text: "", score: hit.score, terms };
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

  /* What stands on the page instead of a term; the theme says so itself where no section is shown. */
  const declared = (hit) => {
    const absent = hit.missing.map((term) => `「${term}」`).join("");
    const words = hit.found.filter((word) => !hit.missing.includes(word)).map((word) => `「${word}」`).join("");
    const instead = words ? `${words}を含みます。` : "底本の読み又は条項の番号によります。";
    return `<p class="md-search-result__terms">${escaped(absent)}は含まれません。${escaped(instead)}</p>`;
  };

  const shown = (hit) => {
    const [first, ...others] = sections(hit);
    if (!first || !hit.missing.length) return first ? [first, ...others] : [];
    return [{ ...first, text: declared(hit) + first.text }, ...others];
  };

  /* What the theme's box takes: for each hit the page and its sections. */
  kyoyaku.items = (hits) => hits.map((hit) => [item(hit), ...shown(hit)]);
})();
