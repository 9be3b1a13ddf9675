/* Other ways to write a term: kanji numerals, okurigana, words of vocabulary.yml, names of parties, characters of
   another kind (kana, dashes), and one wrong key. The results say which way was used.

   A way is a function from a folded text to the ranges [start, end) of the term. A way that looks for a single
   string has this string as `wanted`. */
(() => {
  "use strict";
  const kyoyaku = (self.kyoyaku ||= {});
  const DIGITS = "〇一二三四五六七八九";
  const UNITS = { 十: 10, 百: 100, 千: 1000 };
  /* Kana that can be okurigana; the particles を, に, の and が never are. */
  const NUMERAL = "[〇一二三四五六七八九十百千]+";
  /* Dashes and waves that readers take for each other, and input methods, too. */
  const ALIKE = ["ー−‐–—―─-", "〜~∼"];
  const OKURIGANA = "[いきぎくぐけげしじすせちつてびべぶみむめりるれわえう]";
  const AT_END = /^[いきぎけげせちびみめりれえ]$/;
  const [TYPO_FROM, WHOLLY_FROM, TYPO_TO] = [4, 6, 40];

  const quoted = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

  const literal = (wanted) => {
    const way = (text) => {
      const found = [];
      for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
        found.push([at, at + wanted.length]);
      }
      return found;
    };
    return Object.assign(way, { wanted });
  };

  const pattern = (source) => {
    const compiled = new RegExp(source, "gu");
    return (text) => [...text.matchAll(compiled)].map((match) => [match.index, match.index + match[0].length]);
  };

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

  /* 第四条 → 第4条; with nothing after, also 二次 → 2次. */
  kyoyaku.arabic = (term, after = "(?=[条項号章節通])") => term.replace(new RegExp(NUMERAL + after, "g"), (sign) => String(number(sign)));

  /* 第4条 → 第四条. */
  const written = (digits) =>
    [...digits]
      .map((digit, at) => {
        const unit = ["", "十", "百", "千"][digits.length - at - 1];
        return digit === "0" ? "" : (digit === "1" && unit ? "" : DIGITS[digit]) + unit;
      })
      .join("");
  const kanji = (term, after = "(?=[条項号章節])") => term.replace(new RegExp(`[1-9][0-9]{0,3}${after}`, "g"), written);

  /* 取り組み, 取組み and 取組 are one word. A pattern that lets okurigana be absent or present:
     取組み → 取[いき…]{0,2}組み? */
  const okurigana = (term) => {
    if ((term.match(/\p{Script=Han}/gu) || []).length < 2) return [];
    const parts = term.match(/\p{Script=Han}|[ぁ-ゖ]+|[^\p{Script=Han}ぁ-ゖ]+/gu);
    const isHan = (part) => /^\p{Script=Han}$/u.test(part ?? "");
    const inside = new RegExp(`^${OKURIGANA}{1,2}$`, "u");
    const source = parts.map((part, at) => {
      const [before, after] = [parts[at - 1], parts[at + 1]];
      if (isHan(part)) return part + (isHan(after) ? `${OKURIGANA}{0,2}` : "");
      if (isHan(before) && isHan(after) && inside.test(part)) return `${OKURIGANA}{0,2}`;
      if (isHan(before) && after === undefined && AT_END.test(part)) return `${part}?`;
      return quoted(part);
    });
    return [pattern(source.join(""))];
  };

  /* The term, and the term with each word of a group replaced by the others: 子供の医療 → こどもの医療. */
  const grouped = (term, groups) => [
    term,
    ...groups.flatMap((group) =>
      group
        .filter((word) => term.includes(word))
        .flatMap((word) => group.filter((other) => other !== word).map((other) => term.replaceAll(word, other))),
    ),
  ];

  const moved = (kana, by) => kana.replace(/./gu, (sign) => String.fromCharCode(sign.charCodeAt() + by));
  const katakana = (term) => term.replace(/[ぁ-ゖゝゞ]+/g, (kana) => moved(kana, 96));
  const hiragana = (kyoyaku.hiragana = (term) => term.replace(/[ァ-ヶヽヾ]+/g, (kana) => moved(kana, -96)));

  /* The term in kana, numerals and dashes of another kind: a pattern for any mixture, and for an index that knows
     strings only, one kind at a time. ２次サ－ビス → (?:2|二)次[さサ][ー−‐…][びビ][すス], 二次サ-ビス, 2次さ-びす … */
  kyoyaku.inOtherSigns = (term) => {
    const numerals = (sign) => [sign, kyoyaku.arabic(sign, ""), kanji(sign, "")];
    const alike = (sign) => ALIKE.find((signs) => signs.includes(sign)) ?? "";
    const either = (sign) => [...new Set([hiragana(sign), katakana(sign), ...numerals(sign), ...alike(sign)])].map(quoted).join("|");
    const source = term.match(new RegExp(`[1-9][0-9]{0,3}|${NUMERAL}|[\\s\\S]`, "gu")).map((sign) => `(?:${either(sign)})`);
    const dashes = ALIKE.flatMap((signs) => [...signs].map((sign) => term.replace(new RegExp(`[${signs}]`, "g"), sign)));
    const others = new Set([hiragana(term), katakana(term), ...numerals(term), ...dashes]);
    return others.size > 1 ? [pattern(source.join("")), ...[...others].filter((one) => one !== term).map(literal)] : [];
  };

  /* The ways to write a folded term that mean the same. */
  kyoyaku.alternatives = (term, groups) => {
    const numerals = new Set([term, kyoyaku.arabic(term), kanji(term)]);
    const words = [...new Set([...numerals].flatMap((one) => grouped(one, groups)))];
    return [...words.filter((word) => word !== term).map(literal), ...words.flatMap(okurigana)];
  };

  /* 旭川市及び上川町 → 甲及び乙, the labels that the text uses. */
  kyoyaku.asParties = (term, names) => {
    const keys = Object.entries(names).reduce((text, [name, key]) => text.replaceAll(name, key), kyoyaku.arabic(term));
    return keys === term ? [] : [literal(keys)];
  };

  /* A pattern for the term with one character wrong, lacking or too many: 診寮所を → 診.所を, 診所を, 診.寮所を …
     Not for terms of less than four characters; in those of less than six only inner characters may differ.
     The label of a party (甲) is never taken for a slip of another (乙). */
  kyoyaku.withOneSlip = (term, names) => {
    const signs = [...term];
    if (signs.length < TYPO_FROM || signs.length > TYPO_TO) return [];
    const keys = Object.values(names);
    const edge = signs.length < WHOLLY_FROM ? 1 : 0;
    const at = (index, middle, skip) => [...signs.slice(0, index).map(quoted), middle, ...signs.slice(index + skip).map(quoted)].join("");
    const slips = signs.flatMap((sign, index) => {
      const inside = index >= edge && index < signs.length - edge && !keys.includes(sign);
      return [...(inside ? [at(index, "[\\s\\S]", 1), at(index, "", 1)] : []), ...(index ? [at(index, "[\\s\\S]", 0)] : [])];
    });
    return [pattern([...new Set(slips)].join("|"))];
  };

  kyoyaku.literal = literal;
})();
