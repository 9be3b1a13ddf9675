/* Folding: texts that a reader takes for the same become the same, and every character keeps its place.

   Width, letter case, the form of commas and half-width kana are folded, and blanks are left out unless
   they part two words of Latin letters or digits. Defines self.kyoyaku.fold and self.kyoyaku.terms. */
(() => {
  "use strict";
  const kyoyaku = (self.kyoyaku ||= {});
  /* A character with the voicing marks and accents that NFKC joins to it. */
  const CLUSTER = /[\s\S][\uff9e\uff9f\u3099\u309a\u0300-\u036f]*/gu;
  const BLANK = /^[\s\u200b\u2060\ufeff]+$/u;
  const LATIN = /[a-z0-9]/;

  /* The folded text, and for each of its UTF-16 units where in the text it begins and ends. */
  kyoyaku.fold = (text) => {
    let folded = "";
    const starts = [];
    const ends = [];
    let blank = false;
    for (const match of text.matchAll(CLUSTER)) {
      const sign = match[0].normalize("NFKC").toLowerCase().replace(/[,､]/g, "、");
      if (BLANK.test(sign)) {
        blank = folded !== "";
        continue;
      }
      if (blank && LATIN.test(sign[0]) && LATIN.test(folded.at(-1))) {
        folded += " ";
        starts.push(match.index - 1);
        ends.push(match.index);
      }
      blank = false;
      for (const unit of sign.split("")) {
        folded += unit;
        starts.push(match.index);
        ends.push(match.index + match[0].length);
      }
    }
    return { text: folded, starts, ends };
  };

  /* The words of a query as they were typed, parted by blanks of any width. */
  kyoyaku.terms = (query) => query.split(/[\s\u3000\u200b]+/u).filter((term) => kyoyaku.fold(term).text);
})();
