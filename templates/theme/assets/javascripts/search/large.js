/* The search of a site too large to be fetched whole. The matcher does the work: first on pages without
   texts, of which only the places of strings are known (ngrams.js), then again on the ten that are shown, with
   their texts. The other pages get theirs when the reader scrolls to them. Defines self.kyoyaku.large. */
(() => {
  "use strict";
  const kyoyaku = (self.kyoyaku ||= {});
  const [SHOWN, LIKELY, BIGRAMS] = [10, 20, 5];
  const [TITLE, WITNESS, PLACE, RELATED] = [0, 3, 4, 5];
  /* Milliseconds without a key after which a query is answered. */
  const PAUSE = 120;
  /* The first stages of the matcher look for strings, the others for patterns, which no index can find. */
  const STAGES = 5;

  /* Returns a function: a query to the theme's items, or to nothing if a newer query has come; its `more` returns
     the items of some pages that the last query found. `fetched` fetches a file of the index by its name. */
  kyoyaku.large = (head, fetched, pause = PAUSE) => {
    const file = once(fetched);
    const page = once(async (number) => kyoyaku.page(await file(`pages/${number}.json`), number));
    const places = once(kyoyaku.ngrams(head, file, page));
    /* What has been looked up: the places of strings, and the pages with the paragraph of a citation. */
    const held = new Map();
    const prepared = { words: kyoyaku.words(head), pages: blank(head, held) };

    const learn = async ({ terms, ways, cited }) => {
      const tried = ways.flat(2).map(({ way }) => way.wanted ?? way.witness ?? way.place);
      const strings = new Set([...terms.map(({ text }) => text), ...tried.filter(Boolean)]);
      await Promise.all([...strings].map(async (one) => held.set(one, new Set(await places(one)))));
      if (cited) held.set(cited.name, new Set((await file("paragraphs.json"))[cited.name]));
    };

    /* The pages that hold most of a few bigrams of a query: there a pattern may match (協儀会 for 協議会). */
    const likely = async (query) => {
      const counts = new Map();
      for (const found of await Promise.all(bigrams(query).map(places))) {
        for (const number of new Set(found.map((place) => Math.floor(place / head.zones)))) {
          counts.set(number, (counts.get(number) ?? 0) + 1);
        }
      }
      const best = [...counts].sort(([one, own], [other, its]) => its - own || one - other);
      return Promise.all(best.slice(0, LIKELY).map(([number]) => page(number)));
    };

    let asked, withTexts;
    const more = async (query, pages) => query === asked && kyoyaku.items(await withTexts(pages));

    const find = async (query, wanted) => {
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

    /* Related pages are sought only among those that have a word of the query in their words or titles. */
    const related = async (query, items, root) => {
      const asked = kyoyaku.asked(query).filter((word) => word.length > 1);
      const found = await Promise.all(asked.map(places));
      const near = found.flat().filter((place) => [TITLE, RELATED].includes(place % head.zones));
      const numbers = [...new Set(near.map((place) => Math.floor(place / head.zones)))].slice(0, LIKELY);
      const holds = (word) => found[asked.indexOf(word)]?.length !== 0;
      return kyoyaku.related({ ...prepared, pages: await Promise.all(numbers.map(page)), holds }, query, items, root);
    };
    return Object.assign(find, { more, related, ways: () => "" });
  };

  /* The function `get` with a cache by argument; failures are not cached. */
  const once = (get) => {
    const got = new Map();
    return (key) => {
      if (!got.has(key)) got.set(key, get(key).catch((fault) => (got.delete(key), Promise.reject(fault))));
      return got.get(key);
    };
  };

  /* The pages for the matcher, without texts: a run finds a string if its place is among those looked up. */
  const blank = ({ agreements, zones }, held) => {
    const found = (known) => (known ? [[0, 0]] : []);
    const run = (kind, place) => ({ kind, find: ({ wanted }) => found(held.get(wanted)?.has(place)) });
    const page = (agreement, order, rank, length) => ({
      order,
      length,
      agreement,
      rank,
      line: ({ name }) => held.get(name)?.has(order),
      at: { kind: "place", find: ({ place }) => found(held.get(place)?.has(order * zones + PLACE)) },
      runs: [
        ...["title", "heading", "body"].map((kind, zone) => run(kind, order * zones + zone)),
        { kind: "witness", find: ({ witness }) => found(held.get(witness)?.has(order * zones + WITNESS)) },
      ],
    });
    let order = 0;
    return agreements.flatMap(({ ranks, titles }, agreement) =>
      titles.map((length, at) => page(agreement, order++, ranks[at], length)),
    );
  };

  /* At most five bigrams of the terms of a query, evenly spread. */
  const bigrams = (query) => {
    const all = kyoyaku.terms(query).flatMap((term) => {
      const characters = [...kyoyaku.fold(term).text];
      return characters.slice(1).map((character, at) => characters[at] + character);
    });
    const step = Math.ceil(all.length / BIGRAMS);
    return all.filter((_, at) => at % step === 0);
  };

  /* An item that only says which page it is; more.js puts the result in its place. */
  const waiting = (query) => ({ page, score }) => {
    const title = `<span data-ky-page="${page.order}" data-ky-query="${kyoyaku.escaped(query)}">読み込んでいます…</span>`;
    return [{ location: "", title, text: "", score, terms: {} }];
  };
})();
