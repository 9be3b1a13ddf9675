/* The matcher: which pages of the index hold the terms of a query, where, and in which order.

   Knows no theme and no network. A page is a hit if every term stands in its title, in a heading or in
   the paragraphs under one heading, which are read as one run. A hit says which terms it lacks as they
   were typed, and what stands there instead. Defines self.kyoyaku.prepare and .search. */
(() => {
  "use strict";
  const kyoyaku = (self.kyoyaku ||= {});

  /* An index with names for its lists, and the runs of text of each page, folded once. A line is
     [anchor, text]; after these, after a part and after a page stands the witness reading if another. */
  kyoyaku.prepare = (index) => ({
    names: index.agreements.map(({ names }) => folded(names)),
    groups: index.agreements.map(({ same }) => same.map((group) => group.map((word) => kyoyaku.fold(word).text))),
    pages: index.pages.map(([agreement, url, title, rank, place, list, witness], order) => {
      const parts = list.map(([anchor, heading, label, lines, witness]) => ({ anchor, heading, label, lines, witness }));
      return { agreement, url, title, rank, place, parts, order, runs: runs(title, witness, parts) };
    }),
  });

  const folded = (names) => Object.fromEntries(Object.entries(names).map(([name, key]) => [kyoyaku.fold(name).text, key]));

  /* `lines` are the places of the run and the witness readings that the text has put right. */
  const run = (kind, part, text, lines) => ({ kind, part, text, fold: kyoyaku.fold(text), lines });

  const witnessed = ([anchor, text, witness]) => ({ anchor, text, witness: witness && kyoyaku.fold(witness).text });

  const runs = (title, witness, parts) => [
    run("title", null, title, [witnessed(["", title, witness])]),
    ...parts.flatMap((part) => [
      ...(part.heading ? [run("heading", part, part.heading, [witnessed([part.anchor, part.heading, part.witness])])] : []),
      ...(part.lines.length ? [run("body", part, part.lines.map(([, line]) => line).join(""), part.lines.map(witnessed))] : []),
    ]),
  ];

  /* From the plainest to the boldest; each is tried only where all before it have found nothing. */
  const STAGES = [
    (term, { names, groups }) => kyoyaku.alternatives(term, groups).map((way) => ({ by: "words", way })),
    (term, { names }) => kyoyaku.asParties(term, names).map((way) => ({ by: "words", way })),
    (term) => [{ by: "witness", way: asWitnessed(term) }],
    (term, { names }) => kyoyaku.withOneSlip(term, names).map((way) => ({ by: "words", way })),
  ];

  /* Pages that hold every term, best first: [{page, score, hits: [{run, ranges, line}], missing, found}].
     `missing` are the terms that are not there as typed: [{term, by, found}]. */
  kyoyaku.search = (prepared, query) => {
    const terms = kyoyaku.terms(query).map((typed) => ({ typed, text: kyoyaku.fold(typed).text }));
    if (!terms.length) return [];
    const cited = citation(prepared, terms);
    const own = prepared.names.map((names, at) => ({ names, groups: prepared.groups[at] }));
    for (const last of STAGES.keys()) {
      /* The ways of a term depend on the agreement only, and are made once for all its pages. */
      const ways = own.map((words) => terms.map(({ text }) => STAGES.slice(0, last + 1).flatMap((stage) => stage(text, words))));
      const found = prepared.pages.map((page) => hit(page, terms, ways[page.agreement])).filter(Boolean);
      const others = found.filter((one) => !cited.some(({ page }) => page === one.page));
      if (found.length || cited.length) return ordered([...cited, ...others]);
    }
    return [];
  };

  const ordered = (hits) => hits.sort((one, other) => other.score - one.score || one.page.order - other.page.order);

  /* The page as a hit; null when it lacks a term and every other way to write it. */
  const hit = (page, terms, ways) => {
    const missing = [];
    const hits = [];
    for (const [index, { typed, text }] of terms.entries()) {
      let here = where(page, kyoyaku.literal(text));
      if (!here.length) {
        const other = ways[index].map(({ by, way }) => ({ by, here: where(page, way) })).filter((one) => one.here.length);
        here = other.flatMap((one) => one.here);
        missing.push({ term: typed, by: other[0]?.by, found: [...new Set(here.flatMap(surfaces))] });
      }
      if (!here.length) return null;
      hits.push(...here.map((one) => ({ ...one, term: index })));
    }
    const found = [...new Set(hits.flatMap(surfaces))];
    return { page, hits: merged(hits), missing, found, score: score(page, hits, terms, missing) };
  };

  const where = (page, way) =>
    page.runs.map((one) => ({ run: one, ranges: way(one.fold.text, one) })).filter((one) => one.ranges.length);

  /* What stands there in the words of the page; a witness reading is nowhere on it. */
  const surfaces = ({ run: one, ranges }) =>
    ranges.filter(([start, end]) => end > start).map(([start, end]) => one.text.slice(one.fold.starts[start], one.fold.ends[end - 1]));

  /* The witness reading of a line that the edited one has put right: an empty range at its beginning. */
  const asWitnessed = (term) => (_, one) => {
    let length = 0;
    for (const line of one.lines) {
      if (line.witness?.includes(term)) {
        const at = one.fold.starts.findIndex((start) => start >= length);
        return [[at, at]];
      }
      length += line.text.length;
    }
    return [];
  };

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
    if (title === terms.map(({ text }) => text).join("")) points += 1000;
    if (title.startsWith(terms[0].text)) points += 100;
    points += 200 * held("title") + 50 * held("heading") + 10 * page.rank;
    return points + Math.min(9, hits.reduce((sum, one) => sum + one.ranges.length, 0));
  };

  /* 第4条第2項 is the second paragraph of the fourth article, of whichever agreement has one. */
  const citation = (prepared, terms) => {
    const asked = kyoyaku.arabic(terms.map(({ text }) => text).join(""));
    const match = /^第?(\d+)条((?:の\d+)*)第?(\d+)項$/.exec(asked);
    if (!match) return [];
    const article = `/articles/${match[1]}${match[2].replaceAll("の", "-")}/`;
    return prepared.pages.flatMap((page) => {
      const line = page.parts[0]?.lines.find(([anchor]) => anchor === `p${match[3]}`);
      if (!page.url.endsWith(article) || !line) return [];
      const missing = terms.map(({ typed }) => ({ term: typed, by: "citation", found: [] }));
      return [{ page, hits: [{ run: page.runs.find((one) => one.kind === "body"), ranges: [], line }], missing, found: [], score: 9000 }];
    });
  };
})();
