([index, queries]) => {
  const prepared = kyoyaku.prepare(JSON.parse(index));
  return queries.map((query) => kyoyaku.search(prepared, query).map((hit) => ({
    url: hit.page.url, score: hit.score, missing: hit.missing.map(({ term }) => term), found: hit.found,
    items: kyoyaku.items([hit])[0],
  })));
}
