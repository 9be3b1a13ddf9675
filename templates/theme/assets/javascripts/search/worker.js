/* The worker behind the theme's search box. It speaks the theme's protocol (0 setup, 1 ready, 2 query,
   3 result). The theme ignores the other messages: a search that failed, the lines beside its results and beside
   an empty box (beside.js), and the texts of results further down (more.js). Scripts and index are fetched
   at the first query: engine.js (fold, variants, matcher and results in one file), for a large site also large.js
   (ngrams and large). */
"use strict";
const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3;
const ROOT = new URL("../../../", self.location);
const QUOTES = /["“”「」『』]/g;
let search;
let latest = 0;
let beside;

const load = async () => {
  importScripts("engine.js");
  return self.kyoyaku.load(ROOT);
};

const loaded = () => (search ||= load()).catch((fault) => ((search = undefined), Promise.reject(fault)));

/* Answers a query, unless a newer one has come. */
const answer = async (query) => {
  const own = ++latest;
  const wanted = () => own === latest;
  if (!query.trim()) return postMessage({ type: RESULT, data: { items: [] } });
  const find = await loaded();
  let items = wanted() && (await find(query, wanted));
  if (items && !items.length) items = wanted() && (await find(query.replace(QUOTES, ""), wanted));
  if (wanted()) beside = await find.related(query, items, ROOT.href);
  if (wanted()) postMessage({ type: "beside", data: beside });
  if (wanted()) postMessage({ type: RESULT, data: { items } });
};

/* Reports only the failure of the newest query. */
const failed = (own) => () => own === latest && postMessage({ type: "fault" });

/* The page has loaded beside.js: send also the lines of the last query, which it could not show before. */
const open = async (slug) => {
  postMessage({ type: "ways", data: (await loaded()).ways(slug, ROOT.href) });
  if (beside) postMessage({ type: "beside", data: beside });
};

const more = async ({ query, pages }) => {
  const items = await (await search).more(query, pages);
  if (items) postMessage({ type: "more", data: { query, pages, items } });
};

self.onmessage = ({ data: { type, data } }) => {
  if (type === SETUP) postMessage({ type: READY });
  if (type === QUERY) answer(data).catch(failed(latest));
  if (type === "open") open(data).catch(() => latest && postMessage({ type: "fault" }));
  if (type === "more") more(data).catch(failed(latest));
};
