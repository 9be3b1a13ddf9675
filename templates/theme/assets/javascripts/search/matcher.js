/* The matcher: which pages of the index hold the terms of a query, where, and in which order.

   It knows no theme and no network. A page is a hit if each term is in its title, in a heading or in the
   paragraphs under one heading, which are read as one run. A hit names the terms that are not there as they
   were typed, and what is there instead. Defines self.kyoyaku.prepare and .search. */
(() => {
  "use strict";
  const kyoyaku = (self.kyoyaku ||= {});

  /* The index as objects, with each run of text folded once. kyoyaku/search/index.py describes the list of a page;
     the file has a list of all pages for each field of it. */
  kyoyaku.prepare = (index) => ({
    words: kyoyaku.words(index),
    pages: index.pages[0].map((_, at) => kyoyaku.page(index.pages.map((list) => list[at]), at)),
  });

  /* The names of the parties and the groups of words that mean the same, for each agreement. */
  kyoyaku.words = ({ agreements }) =>
    agreements.map(({ names, same, kind, readings }) => ({
      kind,
      readings,
      names: folded(names),
      groups: same.map((group) => group.map((word) => kyoyaku.fold(word).text)),
    }));

  kyoyaku.page = ([agreement, url, title, rank, place, label, words, plain, list, witness], order) => {
    const parts = list.map(([anchor, heading, label, lines, witness]) => ({ anchor, heading, label, lines, witness }));
    /* Not the article of a second document: x/attached/articles/1/. */
    const path = url.slice(url.indexOf("/") + 1);
    const line = ({ name }) => parts.flatMap(({ lines }) => lines).find(([anchor]) => `${path}#${anchor}` === name);
    /* A page that is not of the text has no runs: no query finds it but by related words. */
    const own = rank ? runs(title, witness, parts) : [];
    const at = run("place", null, place, []);
    return { agreement, url, title, label, rank, place, parts, plain, words: words.split("|").filter(Boolean), order, line, runs: own, at, length: title.length };
  };

  const folded = (names) => Object.fromEntries(Object.entries(names).map(([name, key]) => [kyoyaku.fold(name).text, key]));

  /* A run of text; `lines` are its lines with the witness readings that the text corrects. */
  const run = (kind, part, text, lines) => {
    const own = { kind, part, text, fold: kyoyaku.fold(text), lines };
    own.find = (way) => way(own.fold.text, own);
    return own;
  };

  const witnessed = ([anchor, text, witness]) => ({ anchor, text, witness: witness && kyoyaku.fold(witness).text });

  const runs = (title, witness, parts) => [
    run("title", null, title, [witnessed(["", title, witness])]),
    ...parts.flatMap((part) => [
      ...(part.heading ? [run("heading", part, part.heading, [witnessed([part.anchor, part.heading, part.witness])])] : []),
      ...(part.lines.length ? [run("body", part, part.lines.map(([, line]) => line).join(""), part.lines.map(witnessed))] : []),
    ]),
  ];

  /* From the safest to the boldest; a stage is tried only if all before it have found nothing. */
  const STAGES = [
    (term, { names, groups }) => kyoyaku.alternatives(term, groups).map((way) => ({ by: "words", way })),
    (term) => [{ by: "citation", way: asPlaced(term) }],
    (term) => kyoyaku.inOtherSigns(term).map((way) => ({ by: "signs", way })),
    (term, { names }) => kyoyaku.asParties(term, names).map((way) => ({ by: "names", way })),
    (term) => [{ by: "witness", way: asWitnessed(term) }],
    (term, { names }) => kyoyaku.withOneSlip(term, names).map((way) => ({ by: "slip", way })),
  ];

  /* One attempt for each stage: the ways that it tries, by agreement and term, and their hits. */
  kyoyaku.attempts = function* ({ words, pages }, query, stages = STAGES.length) {
    const terms = kyoyaku.terms(query).map((typed) => ({ typed, text: kyoyaku.fold(typed).text }));
    if (!terms.length) return;
    const cited = citation(terms);
    for (const [last] of STAGES.slice(0, stages).entries()) {
      /* The ways of a term depend on the agreement only, so they are made once for all its pages. */
      const ways = words.map((own) => terms.map(({ text }) => STAGES.slice(0, last + 1).flatMap((stage) => stage(text, own))));
      const on = (page) => citedHit(page, terms, cited) ?? hit(page, terms, ways[page.agreement]);
      yield { terms, cited, ways, on, hits: () => ordered(pages.map(on).filter(Boolean)) };
    }
  };

  /* Pages that hold every term, best first: [{page, score, hits: [{run, ranges, line}], missing, found}].
     `missing` are the terms that are not there as they were typed: [{term, by, found}]. */
  kyoyaku.search = (prepared, query) => {
    for (const { hits } of kyoyaku.attempts(prepared, query)) {
      const found = hits();
      if (found.length) return found;
    }
    return [];
  };

  const ordered = (hits) => hits.sort((one, other) => other.score - one.score || one.page.order - other.page.order);

  /* The page as a hit; null if it has neither a term nor another way to write it. */
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
    (way.place ? [page.at] : page.runs).map((one) => ({ run: one, ranges: one.find(way) })).filter((one) => one.ranges.length);

  /* The found words as the page writes them; a witness reading, whose range is empty, is not on the page. */
  const surfaces = ({ run: one, ranges }) =>
    ranges.filter(([start, end]) => end > start).map(([start, end]) => one.text.slice(one.fold.starts[start], one.fold.ends[end - 1]));

  /* Finds a term in the citation of a page (別表3(1)ア), which is not in its text: an empty range. */
  const asPlaced = (term) => Object.assign((text) => (text.includes(term) ? [[0, 0]] : []), { place: term });

  /* Finds a term in the witness reading of a line: an empty range where the line begins. */
  const asWitnessed = (term) => {
    const way = (_, one) => {
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
    return Object.assign(way, { witness: term });
  };

  /* One entry for each run, with the ranges of all terms in order. */
  const merged = (hits) => {
    const ranges = new Map();
    for (const one of hits) ranges.set(one.run, [...(ranges.get(one.run) ?? []), ...one.ranges]);
    return [...ranges].map(([one, all]) => ({ run: one, ranges: all.sort((a, b) => a[0] - b[0]) }));
  };

  /* Terms as they were typed before rewritten ones; then titles with all terms, the shortest first; then the
     number of terms in title and headings; then articles and initiatives; then the number of places. */
  const score = (page, hits, terms, missing) => {
    const held = (kind) => new Set(hits.filter((one) => one.run.kind === kind).map((one) => one.term)).size;
    let points = missing.length ? 0 : 4000;
    if (held("title") === terms.length) points += 2100 - Math.min(99, page.length);
    points += 200 * held("title") + 50 * held("heading") + 10 * page.rank;
    return points + Math.min(9, hits.reduce((sum, one) => sum + one.ranges.length, 0));
  };

  /* 第4条第2項 is the second paragraph of the fourth article, of whichever agreement has one. */
  const citation = (terms) => {
    const asked = kyoyaku.arabic(terms.map(({ text }) => text).join(""));
    const match = /^第?(\d+)条((?:の\d+)*)第?(\d+)項$/.exec(asked);
    return match && { name: `articles/${match[1]}${match[2].replaceAll("の", "-")}/#p${match[3]}` };
  };

  const citedHit = (page, terms, cited) => {
    const line = cited && page.line(cited);
    if (!line) return null;
    const missing = terms.map(({ typed }) => ({ term: typed, by: "citation", found: [] }));
    return { page, hits: [{ run: page.runs.find((one) => one.kind === "body"), ranges: [], line }], missing, found: [], score: 9000 };
  };
})();
