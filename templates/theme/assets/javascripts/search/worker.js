/* The worker behind the theme's search box. It speaks the theme's protocol (0 setup, 1 ready, 2 query,
   3 result); the theme passes over the other messages: a search that failed (box.js), and the texts of results
   further down (more.js). Scripts and index are fetched at the first query: engine.js (fold, variants, matcher
   and results in one file), for a large site also large.js (ngrams and large). */
"use strict";
const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3;
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
  return self.kyoyaku.large(index, fetched);
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

/* Only the newest query can fail: the reader has gone on from the others. */
const failed = (own) => () => own === latest && postMessage({ type: "fault" });

const more = async ({ query, pages }) => {
  const items = await (await search).more(query, pages);
  if (items) postMessage({ type: "more", data: { query, pages, items } });
};

self.onmessage = ({ data: { type, data } }) => {
  if (type === SETUP) postMessage({ type: READY });
  if (type === QUERY) answer(data).catch(failed(latest));
  if (type === "more") more(data).catch(failed(latest));
};
