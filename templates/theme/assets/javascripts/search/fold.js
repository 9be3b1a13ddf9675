/* Folding: texts that a reader takes for the same become equal (ＩＣＴ, ict; ｷｬﾝﾌﾟ, キャンプ), and the place of
   each character in the text is known.

   Width, letter case, the form of commas and half-width kana are folded. Blanks are left out, except one between
   two words of Latin letters or digits. Python folds the texts of a large index by the same rules
   (kyoyaku/search/folding.py). Defines self.kyoyaku.fold and self.kyoyaku.terms. */
(() => {
  "use strict";
  const kyoyaku = (self.kyoyaku ||= {});
  /* A character with its voicing marks and accents, which NFKC joins: ｶﾞ becomes ガ. */
  const CLUSTER = /[\s\S][\uff9e\uff9f\u3099\u309a\u0300-\u036f]*/gu;
  const BLANK = /^[\s\u200b\u2060\ufeff]+$/u;
  const LATIN = /[a-z0-9]/;

  /* The folded text, and the start and end in the text of each UTF-16 unit of it: of ㍿ (four characters when
     folded) four times the same. */
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

  /* The words of a query as they were typed, separated by blanks of any width. */
  kyoyaku.terms = (query) => query.split(/[\s\u3000\u200b]+/u).filter((term) => kyoyaku.fold(term).text);
})();
