/* Folding: texts that a reader takes for the same become equal (ＩＣＴ, ict; ｷｬﾝﾌﾟ, キャンプ), and the place of
   each character in the text is known.

   Width, letter case, the form of commas and half-width kana are folded, and radicals (⺠) become the ideographs
   (民) that they look like. Invisible characters and blanks are removed, except one blank between two words of
   Latin letters or digits. Python folds the texts of a large index by the same rules
   (kyoyaku/search/folding.py). Defines self.kyoyaku.fold and self.kyoyaku.terms. */
(() => {
  "use strict";
  const kyoyaku = (self.kyoyaku ||= {});
  /* A character with its voicing marks and accents, which NFKC joins (ｶﾞ becomes ガ), and invisible signs. */
  const CLUSTER = /[\s\S][\uff9e\uff9f\u3099\u309a\u0300-\u036f\p{DI}]*/gu;
  const UNSEEN = /\p{DI}/gu;
  const BLANK = /^\s+$/u;
  const LATIN = /[a-z0-9]/;
  /* What U+2E80 to U+2EF3 look like; NFKC knows the other radicals. */
  const RADICALS = [
    ...("〓厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵〓旡日月歺母民氵氺灬爫爫丬" +
      "牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶" +
      "邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"),
  ];
  const ideograph = (radical) => RADICALS[radical.charCodeAt() - 0x2e80];

  /* The folded text, and the start and end in the text of each UTF-16 unit of it: of ㍿ (four characters when
     folded) four times the same. */
  kyoyaku.fold = (text) => {
    let folded = "";
    const starts = [];
    const ends = [];
    let blank = false;
    for (const match of text.matchAll(CLUSTER)) {
      const seen = match[0].replace(UNSEEN, "").normalize("NFKC");
      const sign = seen.toLowerCase().replace(/[,､]/g, "、").replace(/[\u2e80-\u2ef3]/g, ideograph);
      if (!sign) continue;
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
  kyoyaku.terms = (query) => query.replace(UNSEEN, "").split(/\s+/u).filter((term) => kyoyaku.fold(term).text);
})();
