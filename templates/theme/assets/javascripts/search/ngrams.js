/* Where a string stands on a site too large to be fetched whole: sorted n-grams with posting lists, in shards.
   kyoyaku/search/large/ngrams.py makes and explains them. Defines self.kyoyaku.ngrams. */
(() => {
  "use strict";
  const kyoyaku = (self.kyoyaku ||= {});
  const KINDS = ["title", "heading", "body", "witness", "place", "related"];

  /* How many of the sorted strings are less than `wanted` (binary search). */
  const before = (sorted, wanted) => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle] < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  /* The numbers of which the distances are given: [3, 4, 1] is [3, 7, 8]. */
  const summed = (steps) => {
    let sum = 0;
    return steps.map((step) => (sum += step));
  };

  /* Returns a function: a folded string to its places. `file` fetches a file of the index once, `page` a page with
     its texts. */
  kyoyaku.ngrams = ({ firsts, short, longest, zones }, file, page) => {
    const stands = async (place, wanted) => {
      const { runs, at, words, title } = await page(Math.floor(place / zones));
      const kind = KINDS[place % zones];
      if (kind === "witness") return runs.some(({ lines }) => lines.some(({ witness }) => witness?.includes(wanted)));
      if (kind === "related") return [title, ...words].some((word) => kyoyaku.fold(word).text.includes(wanted));
      return [...runs, at].some((run) => run.kind === kind && run.fold.text.includes(wanted));
    };

    const standing = async (places, wanted) => {
      const held = await Promise.all(places.map((place) => stands(place, wanted)));
      return places.filter((_, at) => held[at]);
    };

    const shard = (number) => file(`ngrams/${number}.json`);

    return async (wanted) => {
      let number = before(firsts, wanted);
      if (firsts[number] !== wanted) number = Math.max(0, number - 1);
      let [ngrams, lists] = await shard(number);
      let at = before(ngrams, wanted);
      if (at === ngrams.length && firsts[number + 1]?.startsWith(wanted)) {
        [ngrams, lists] = await shard(number + 1);
        at = 0;
      }
      if (ngrams[at]?.startsWith(wanted)) return summed(lists[at]);
      const shorter = ngrams[at - 1];
      if (shorter === undefined || !wanted.startsWith(shorter)) return [];
      /* The extensions of an n-gram with a long posting list are all there: this one stands nowhere. */
      const extended = [...shorter].length < longest && lists[at - 1].length > short;
      return extended ? [] : standing(summed(lists[at - 1]), wanted);
    };
  };
})();
