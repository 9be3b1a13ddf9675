/* The worker behind the theme's search box. It speaks the theme's protocol (0 setup, 1 ready, 2 query,
   3 result). Scripts and index are fetched at the first query: engine.js (fold, variants, matcher and results in
   one file), for a large site also large.js (ngrams and large). */
"use strict";
const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3;
const channel = new BroadcastChannel("kyoyaku-search");
let search;
let latest = 0;

const fetched = async (name) => {
  const answer = await fetch(new URL(`../../../search/${name}`, self.location));
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
  return answer.json();
};

const load = async () => {
  importScripts("engine.js");
  const index = await fetched("texts.json");
  if (index.pages) return self.kyoyaku.whole(index);
  importScripts("large.js");
  return self.kyoyaku.large(index, fetched, channel);
};

/* A query is not answered if a newer one has come. */
const answer = async (query) => {
  const own = ++latest;
  const wanted = () => own === latest;
  if (!query.trim()) return postMessage({ type: RESULT, data: { items: [] } });
  search ||= load();
  const find = await search.catch((fault) => ((search = undefined), Promise.reject(fault)));
  const items = wanted() && (await find(query, wanted));
  if (wanted()) postMessage({ type: RESULT, data: { items } });
};

self.onmessage = ({ data: { type, data } }) => {
  if (type === SETUP) postMessage({ type: READY });
  if (type === QUERY) answer(data).catch(() => channel.postMessage("fault"));
};
