/* Other ways to write a term, each declared to the reader where it is used: kanji numerals, okurigana,
   words that the editor has put side by side, names of parties, and one slip of a key.

   An alternative is a function from a folded text to the ranges [start, end) where it stands. */
(() => {
  "use strict";
  const kyoyaku = (self.kyoyaku ||= {});
  const DIGITS = "〇一二三四五六七八九";
  const UNITS = { 十: 10, 百: 100, 千: 1000 };
  const KANA = "[ぁ-ゖ]";
  const TYPO_FROM = 4;

  const literal = (wanted) => (text) => {
    const found = [];
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
      found.push([at, at + wanted.length]);
    }
    return found;
  };

  const pattern = (source) => (text) =>
    [...text.matchAll(new RegExp(source, "gu"))].map((match) => [match.index, match.index + match[0].length]);

  /* 252 of 二百五十二. */
  const number = (signs) => {
    let total = 0;
    let digit = 0;
    for (const sign of signs) {
      if (sign in UNITS) [total, digit] = [total + (digit || 1) * UNITS[sign], 0];
      else digit = digit * 10 + DIGITS.indexOf(sign);
    }
    return total + digit;
  };

  /* 第四条 is printed as 第4条. */
  kyoyaku.arabic = (term) => term.replace(/[〇一二三四五六七八九十百千]+(?=[条項号章節通])/g, (sign) => String(number(sign)));

  /* 第4条 may be printed as 第四条. */
  const written = (digits) =>
    [...digits]
      .map((digit, at) => {
        const unit = ["", "十", "百", "千"][digits.length - at - 1];
        return digit === "0" ? "" : (digit === "1" && unit ? "" : DIGITS[digit]) + unit;
      })
      .join("");
  const kanji = (term) => term.replace(/[1-9][0-9]{0,3}(?=[条項号章節])/g, written);

  /* 取り組み, 取組み and 取組 are one word: kana after a kanji may be left out or put in. */
  const okurigana = (term) => {
    if ((term.match(/\p{Script=Han}/gu) || []).length < 2) return [];
    const parts = [...term.matchAll(/(\p{Script=Han})([ぁ-ゖ]{0,2})(?=(\p{Script=Han}|$)?)|[\s\S]/gu)];
    const source = parts.map(([whole, han, kana, next]) => {
      if (!han) return whole.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
      const between = next === undefined ? kana : `(?:${kana || "(?!)"}|${KANA}{0,2})`;
      return han + (next === "" ? `(?:${kana})?` : between);
    });
    const made = source.join("");
    return made === term ? [] : [pattern(made)];
  };

  /* The words that the editor has declared to be the same, one put for another. */
  const grouped = (term, groups) =>
    groups.flatMap((group) =>
      group
        .filter((word) => term.includes(word))
        .flatMap((word) => group.filter((other) => other !== word).map((other) => literal(term.replaceAll(word, other)))),
    );

  /* Ways to write a folded term that mean the same. */
  kyoyaku.alternatives = (term, groups) => {
    const numerals = [kyoyaku.arabic(term), kanji(term)].filter((other) => other !== term).map(literal);
    return [...numerals, ...grouped(term, groups), ...okurigana(term)];
  };

  /* 旭川市 of a text that calls it 甲. */
  kyoyaku.asParties = (term, names) =>
    Object.entries(names)
      .filter(([name]) => term.includes(name))
      .map(([name, key]) => literal(term.replaceAll(name, key)));

  /* The term with one character wrong, lacking or too many; short terms have too many neighbours. */
  kyoyaku.withOneSlip = (term) => {
    const signs = [...term];
    if (signs.length < TYPO_FROM) return [];
    const quoted = signs.map((sign) => sign.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    const at = (index, middle, skip) => quoted.slice(0, index).join("") + middle + quoted.slice(index + skip).join("");
    const slips = signs.flatMap((_, index) => [at(index, "[\\s\\S]", 1), at(index, "", 1), at(index, "[\\s\\S]", 0)]);
    return [pattern([...new Set(slips)].join("|"))];
  };

  kyoyaku.literal = literal;
})();
