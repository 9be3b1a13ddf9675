/* Where a passage stands on a site too large to be fetched whole. The index is made and explained in
   kyoyaku/search/grams.py: sorted grams, in files of which `firsts` tells what the first gram of each begins
   with. Defines self.kyoyaku.grams. */
(() => {
  "use strict";
  const kyoyaku = (self.kyoyaku ||= {});
  const KINDS = ["title", "heading", "body"];

  /* How many of the sorted strings come before another. */
  const before = (sorted, wanted) => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle] < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  /* The name of the file of which the first gram begins so (kyoyaku/search/index.py). */
  const named = (first) => `grams/${[...first].map((sign) => sign.codePointAt(0).toString(16)).join("-")}.json`;

  /* The numbers of which the distances are given. */
  const summed = (steps) => {
    let sum = 0;
    return steps.map((step) => (sum += step));
  };

  /* A function that gives the places of a folded passage. `file` fetches a file of the index once,
     `page` a page with its texts. */
  kyoyaku.grams = ({ firsts, light, longest, zones }, file, page) => {
    const stands = async (place, passage) => {
      const { runs } = await page(Math.floor(place / zones));
      const kind = KINDS[place % zones];
      if (kind) return runs.some((run) => run.kind === kind && run.fold.text.includes(passage));
      return runs.some(({ lines }) => lines.some(({ witness }) => witness?.includes(passage)));
    };

    const standing = async (places, passage) => {
      const held = await Promise.all(places.map((place) => stands(place, passage)));
      return places.filter((_, at) => held[at]);
    };

    return async (passage) => {
      let number = before(firsts, passage);
      if (firsts[number] !== passage) number = Math.max(0, number - 1);
      let [grams, steps] = await file(named(firsts[number]));
      let at = before(grams, passage);
      if (at === grams.length && firsts[number + 1]?.startsWith(passage)) {
        [grams, steps] = await file(named(firsts[number + 1]));
        at = 0;
      }
      if (grams[at]?.startsWith(passage)) return summed(steps[at]);
      const shorter = grams[at - 1];
      if (shorter === undefined || !passage.startsWith(shorter)) return [];
      /* A gram that stands in many places and is not the longest is followed by all there is. */
      const whole = [...shorter].length < longest && steps[at - 1].length > light;
      return whole ? [] : standing(summed(steps[at - 1]), passage);
    };
  };
})();
