// What the search of a whole index finds for each query, and what that of the same index in many files does.
async ([index, files, queries]) => {
  const whole = kyoyaku.whole(index);
  let fetched;
  const file = async (name) => (fetched++, JSON.parse(files[name]));
  const large = kyoyaku.large(JSON.parse(files["texts.json"]), file, 0);
  const links = ({ html }) => [...html.matchAll(/href="([^"]*)"/g)].map(([, url]) => url);
  const found = [];
  for (const query of queries) {
    fetched = 0;
    const items = await large(query, () => true);
    const pages = items.flatMap(([{ title }]) => /data-ky-page="(\d+)"/.exec(title)?.[1] ?? []).map(Number);
    const scores = items.map(([{ score }]) => score);
    const first = items.slice(0, items.length - pages.length);
    const complete = pages.length ? [...first, ...(await large.more(query, pages))] : first;
    const counted = fetched;
    const beside = [whole.related(query, whole(query), ""), await large.related(query, items, "")].map(links);
    found.push({ whole: whole(query), large: complete, scores, fetched: counted, beside });
  }
  return found;
}
