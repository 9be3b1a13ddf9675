/* The search of a site too large to be fetched whole. The matcher does the work: first on pages without
   texts, of which only is known what stands where (grams.js), then again on the few that are shown, with
   their texts. The others wait until the reader comes to them. Defines self.kyoyaku.large. */
(() => {
  "use strict";
  const kyoyaku = (self.kyoyaku ||= {});
  const [SHOWN, LIKELY, PAIRS] = [10, 20, 5];
  const WITNESS = 3;
  /* Milliseconds: whoever types on has not asked yet. */
  const PAUSE = 120;
  /* So many stages of the matcher look for strings, the others for patterns. */
  const STAGES = 3;

  /* A function that gives the theme's items for a query, or nothing if it is no longer wanted. `fetched`
     gets a file of the index by its name; on `channel` the page asks for what waits (more.js). */
  kyoyaku.large = (head, fetched, channel, pause = PAUSE) => {
    const file = once(fetched);
    const page = once(async (number) => {
      const agreement = Math.floor(number / head.width);
      const { slug } = head.agreements[agreement];
      const own = await file(`pages/${slug}/${number % head.width}.json`);
      return kyoyaku.page([agreement, ...own], number);
    });
    const places = once(kyoyaku.grams(head, file, page));
    /* What is known by now: the places of strings, and the pages with the paragraph of a citation. */
    const held = new Map();
    const prepared = { words: kyoyaku.words(head), pages: blank(head, held) };

    const learn = async ({ terms, ways, cited }) => {
      const tried = ways.flat(2).map(({ way }) => way.wanted ?? way.witness);
      const strings = new Set([...terms.map(({ text }) => text), ...tried.filter(Boolean)]);
      await Promise.all([...strings].map(async (one) => held.set(one, new Set(await places(one)))));
      if (cited) held.set(cited.name, new Set((await file("paragraphs.json"))[cited.name]));
    };

    /* Pages that hold most of some pairs of signs of a query, for what is there in other signs. */
    const likely = async (query) => {
      const counts = new Map();
      for (const found of await Promise.all(pairs(query).map(places))) {
        for (const number of new Set(found.map((place) => Math.floor(place / head.zones)))) {
          counts.set(number, (counts.get(number) ?? 0) + 1);
        }
      }
      const best = [...counts].sort(([one, own], [other, its]) => its - own || one - other);
      return Promise.all(best.slice(0, LIKELY).map(([number]) => page(number)));
    };

    let asked, withTexts;
    channel.onmessage = ({ data: { query, pages, items } }) => {
      if (query !== asked || items) return;
      const sent = withTexts(pages).then((hits) => channel.postMessage({ query, pages, items: kyoyaku.items(hits) }));
      sent.catch(() => channel.postMessage("fault"));
    };

    return async (query, wanted) => {
      await new Promise((done) => setTimeout(done, pause));
      for (const attempt of wanted() ? kyoyaku.attempts(prepared, query, STAGES) : []) {
        await learn(attempt);
        const hits = attempt.hits();
        if (!hits.length) continue;
        const texts = async (numbers) => (await Promise.all(numbers.map(page))).map(attempt.on);
        const shown = await texts(hits.slice(0, SHOWN).map((hit) => hit.page.order));
        if (wanted()) [asked, withTexts] = [query, texts];
        shown.sort((one, other) => other.score - one.score);
        return [...kyoyaku.items(shown), ...hits.slice(SHOWN).map(waiting(query))];
      }
      return wanted() && kyoyaku.items(kyoyaku.search({ ...prepared, pages: await likely(query) }, query));
    };
  };

  /* A function that does the same but once for each argument, unless it fails. */
  const once = (get) => {
    const got = new Map();
    return (key) => {
      if (!got.has(key)) got.set(key, get(key).catch((fault) => (got.delete(key), Promise.reject(fault))));
      return got.get(key);
    };
  };

  /* The pages for the matcher, without texts: a run says of a string whether it is known to hold it. */
  const blank = ({ agreements, width, zones }, held) => {
    const found = (known) => (known ? [[0, 0]] : []);
    const run = (kind, place) => ({ kind, find: ({ wanted }) => found(held.get(wanted)?.has(place)) });
    const page = (agreement, order, rank, length) => ({
      order,
      length,
      agreement,
      rank,
      line: ({ name }) => held.get(name)?.has(order),
      runs: [
        ...["title", "heading", "body"].map((kind, zone) => run(kind, order * zones + zone)),
        { kind: "witness", find: ({ witness }) => found(held.get(witness)?.has(order * zones + WITNESS)) },
      ],
    });
    return agreements.flatMap(({ ranks, titles }, agreement) =>
      titles.map((length, at) => page(agreement, agreement * width + at, ranks[at], length)),
    );
  };

  /* A few pairs of signs that stand side by side in the terms of a query, from all over it. */
  const pairs = (query) => {
    const all = kyoyaku.terms(query).flatMap((term) => {
      const signs = [...kyoyaku.fold(term).text];
      return signs.slice(1).map((sign, at) => signs[at] + sign);
    });
    const step = Math.ceil(all.length / PAIRS);
    return all.filter((_, at) => at % step === 0);
  };

  /* An item that only says which page it is. */
  const waiting = (query) => ({ page, score }) => {
    const title = `<span data-ky-page="${page.order}" data-ky-query="${kyoyaku.escaped(query)}">読み込んでいます…</span>`;
    return [{ location: "", title, text: "", score, terms: {} }];
  };
})();
