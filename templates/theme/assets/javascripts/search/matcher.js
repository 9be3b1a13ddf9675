/* The matcher: which pages of the index hold the terms of a query, where, and in which order.

   Knows no theme and no network. A page is a hit if every term stands in its title, in a heading or in
   the paragraphs under one heading, which are read as one run. Each hit says which terms it holds as they
   were typed, and what stands there instead of the others. Defines self.kyoyaku.prepare and .search. */
(() => {
  "use strict";
  const kyoyaku = (self.kyoyaku ||= {});

  /* The runs of text of an index, folded once. A line is [anchor, text, witness reading if another]. */
  kyoyaku.prepare = (index) => ({
    names: index.agreements.map((agreement) => folded(agreement.names)),
    groups: index.agreements.map((agreement) => agreement.same.map((group) => group.map((word) => kyoyaku.fold(word).text))),
    pages: index.pages.map((page) => ({ ...page, runs: runs(page) })),
  });

  const folded = (names) => Object.fromEntries(Object.entries(names).map(([name, key]) => [kyoyaku.fold(name).text, key]));

  const run = (kind, part, text, witness) => ({ kind, part, text, fold: kyoyaku.fold(text), witness });

  const runs = (page) => [
    run("title", null, page.title, page.witness && kyoyaku.fold(page.witness).text),
    ...page.parts.flatMap((part) => [
      ...(part.heading ? [run("heading", part, part.heading, part.witness && kyoyaku.fold(part.witness).text)] : []),
      ...(part.lines.length ? [body(part)] : []),
    ]),
  ];

  const body = (part) => {
    const text = part.lines.map(([, line]) => line).join("");
    const witness = part.lines.map(([, line, other]) => other ?? line).join("");
    return run("body", part, text, witness === text ? undefined : kyoyaku.fold(witness).text);
  };

  /* Pages that hold every term, best first: [{page, score, hits: [{run, ranges}], missing, found}]. */
  kyoyaku.search = (prepared, query) => {
    const typed = kyoyaku.terms(query);
    const terms = typed.map((term) => kyoyaku.fold(term).text);
    if (!terms.length) return [];
    const stages = [
      (term, page) => kyoyaku.alternatives(term, prepared.groups[page.agreement]),
      (term, page) => kyoyaku.asParties(term, prepared.names[page.agreement]),
      (term) => [asWitnessed(term)],
      (term) => kyoyaku.withOneSlip(term),
    ];
    const cited = citation(prepared, typed);
    for (const others of stages) {
      const found = prepared.pages.map((page) => hit(page, typed, terms, others)).filter(Boolean);
      if (found.length || cited.length) return ordered([...cited, ...found.filter((one) => !cited.some((c) => c.page === one.page))]);
    }
    return [];
  };

  const ordered = (hits) => hits.sort((one, other) => other.score - one.score || one.page.order - other.page.order);

  /* The page as a hit; null when it lacks a term and every other way to write it. */
  const hit = (page, typed, terms, others) => {
    const missing = [];
    const hits = [];
    const found = [];
    for (const [index, term] of terms.entries()) {
      let here = where(page, kyoyaku.literal(term));
      if (!here.length) {
        here = others(term, page).flatMap((way) => where(page, way));
        missing.push(typed[index]);
      }
      if (!here.length) return null;
      found.push(...here.flatMap(surfaces));
      hits.push(...here.map((one) => ({ ...one, exact: !missing.includes(typed[index]), term: index })));
    }
    return { page, hits: merged(hits), missing, found: [...new Set(found)], score: score(page, hits, terms, missing) };
  };

  const where = (page, way) =>
    page.runs.map((one) => ({ run: one, ranges: way(one.fold.text, one) })).filter((one) => one.ranges.length);

  /* What stands there in the words of the page; a witness reading is nowhere on it. */
  const surfaces = ({ run: one, ranges }) =>
    ranges.filter(([start, end]) => end > start).map(([start, end]) => one.text.slice(one.fold.starts[start], one.fold.ends[end - 1]));

  /* The witness reading of a run that the edited one has put right: the whole run is the place. */
  const asWitnessed = (term) => (text, one) => (one.witness?.includes(term) ? [[0, 0]] : []);

  /* One entry for each run, with the ranges of all terms in order. */
  const merged = (hits) => {
    const ranges = new Map();
    for (const one of hits) ranges.set(one.run, [...(ranges.get(one.run) ?? []), ...one.ranges]);
    return [...ranges].map(([one, all]) => ({ run: one, ranges: all.sort((a, b) => a[0] - b[0]) }));
  };

  /* Exact before rewritten; then words of the title, then of headings; articles and initiatives first. */
  const score = (page, hits, terms, missing) => {
    const held = (kind) => new Set(hits.filter((one) => one.run.kind === kind).map((one) => one.term)).size;
    const title = page.runs[0].fold.text;
    let points = missing.length ? 0 : 4000;
    if (held("title") === terms.length) points += 2000;
    if (title === terms.join("")) points += 1000;
    if (title.startsWith(terms[0])) points += 100;
    points += 200 * held("title") + 50 * held("heading") + 10 * page.rank;
    return points + Math.min(9, hits.reduce((sum, one) => sum + one.ranges.length, 0));
  };

  /* 第4条第2項 is the second paragraph of the fourth article, of whichever agreement has one. */
  const citation = (prepared, typed) => {
    const asked = kyoyaku.arabic(kyoyaku.fold(typed.join("")).text);
    const match = /^第?(\d+)条((?:の\d+)*)第?(\d+)項$/.exec(asked);
    if (!match) return [];
    const article = `/articles/${match[1]}${match[2].replaceAll("の", "-")}/`;
    return prepared.pages.flatMap((page) => {
      const line = page.parts[0]?.lines.find(([anchor]) => anchor === `p${match[3]}`);
      if (!page.url.endsWith(article) || !line) return [];
      return [{ page, hits: [{ run: page.runs.find((one) => one.kind === "body"), ranges: [], line }], missing: typed, found: [], score: 9000 }];
    });
  };
})();
