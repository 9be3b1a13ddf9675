/* The worker behind the theme's search box. It speaks the theme's protocol (0 setup, 1 ready, 2 query,
   3 result). The rules (engine.js: fold, variants, matcher and results as one) and the texts are fetched
   only when a first query comes. */
"use strict";
const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3;
let prepared;
let latest = 0;

const load = async () => {
  importScripts("engine.js");
  const answer = await fetch(new URL("../../../search/texts.json", self.location));
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
  return self.kyoyaku.prepare(await answer.json());
};

/* A query that a newer one has overtaken is not answered. */
const answer = async (query) => {
  const own = ++latest;
  if (!query.trim()) return postMessage({ type: RESULT, data: { items: [] } });
  prepared ||= load();
  const index = await prepared.catch((fault) => ((prepared = undefined), Promise.reject(fault)));
  if (own === latest) postMessage({ type: RESULT, data: { items: self.kyoyaku.items(self.kyoyaku.search(index, query)) } });
};

self.onmessage = ({ data: { type, data } }) => {
  if (type === SETUP) postMessage({ type: READY });
  if (type === QUERY) answer(data).catch(() => new BroadcastChannel("kyoyaku-search").postMessage("fault"));
};
