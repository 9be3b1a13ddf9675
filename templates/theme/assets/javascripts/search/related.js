/* Related pages, which may be meant although they lack what was typed: by everyday words of the editor, titles,
   readings, some words of a question, one typing error. They are no hits; they are shown apart and say why.
   Strings are compared whatever their width, kana and numerals. Defines self.kyoyaku.asked, .related and .ways. */
(() => {
  "use strict";
  const kyoyaku = (self.kyoyaku ||= {});
  const { escaped } = kyoyaku;
  const KANA = /^[ぁ-ゖー]+$/;
  const PARTICLE = "[はがをにのでとへもや]";
  /* The words of a question or a wish, which are not searched: 使えますか in 図書館を使えますか. */
  const ASKING = new RegExp(
    `(?:という|って|とは?|${PARTICLE})?(?:どういう意味|何|なに|どう|どんな|どこ|いつ|だれ|誰|いくら|なぜ|どちら)(?:から|まで|${PARTICLE}(?!す))?` +
      "|できる|(?:でき|あり|して(?:い|くれ|もらえ)|てい|し|され)?ま(?:すか?|せんか?|した)|の?で(?:すか?|した|しょうか?)|たい(?:です|$)|て?(?:くだ|下)さい" +
      "|とは|って|について|に関する|する(?:に|とき)は?|のとき|になったら|したら|すれば|れ?ばいい|やり方|しかた|仕方|方法",
    "g",
  );
  /* Between words: a blank, a particle between two words or at the end. 病院のお金を → 病院, お金. */
  const BETWEEN = new RegExp(
    `\\s+|(?<=[^ぁ-ゖ\\s])(?:から|まで|より|など|${PARTICLE}{1,2})(?=[おご]?[^ぁ-ゖ]|$)|(?<=[^ぁ-ゖ\\s])${PARTICLE}(?=[ぁ-ゖ]{2})|(?<=\\S)[はがをの](?=[^ぁ-ゖ\\s])`,
  );

  const normal = (text) => kyoyaku.hiragana(kyoyaku.arabic(kyoyaku.fold(text).text, ""));
  const isScene = ({ url }) => url.includes("/life/#");
  const isPart = (word) => word.length > (KANA.test(word) ? 2 : 1);

  /* The words of a query as typed: each term whole, and cut at particles. */
  const asked = (kyoyaku.asked = (query) =>
    kyoyaku.terms(query).flatMap((term) => {
      const whole = kyoyaku.fold(term).text.replace(/["'“”‘’「」『』?!。、・…]/g, "");
      return [...new Set([whole, ...whole.replace(ASKING, " ").split(BETWEEN)])].filter((one) => one && (one === whole || one.length > 1 || !KANA.test(one)));
    }));

  /* The words and the text of all pages, readings and groups of words that mean the same. */
  const learn = ({ words, pages }) => ({
    known: pages.flatMap((page) => page.words.map((word) => ({ page, word, key: normal(word) }))),
    texts: pages.map((page) => ({ page, title: normal(page.title.slice(page.label.length)), text: normal(page.runs.map(({ text }) => text).join("\n")) })),
    others: words.flatMap(({ groups }) => groups.map((group) => group.map(normal))),
    readings: words.flatMap(({ readings }) => Object.entries(readings)).map((pair) => pair.map(normal)),
  });

  /* A word inside a longer one counts only between other signs or particles: not すきー in うぃすきー, not it in site. */
  const stands = (word, text) => {
    const at = text.indexOf(word);
    if (at < 0 || word === text || !word[1]) return false;
    const sides = [text[at - 1] ?? "は", text[at + word.length] ?? "は"];
    if (!KANA.test(word)) return !/[a-z0-9]$/.test(word) || !/[a-z0-9]/.test(sides);
    return (!at && isPart(word)) || sides.filter((sign) => !KANA.test(sign) || PARTICLE.includes(sign)).length > (word[3] ? 0 : 1);
  };

  /* Whether two strings differ by one character: wrong, too many or lacking. */
  const isNear = (one, other) => {
    let at = 0;
    while (at < one.length && one[at] === other[at]) at++;
    const [here, there] = [one.slice(at), other.slice(at)];
    return here.slice(1) === there.slice(1) || (one.length > 3 && (here.slice(1) === there || here === there.slice(1)));
  };

  /* The score of each page for a word: {page: [points, the word that matched]}. */
  const answers = ({ known, texts }, word, deep) => {
    const found = new Map();
    const give = (page, points, why) => points > (found.get(page)?.[0] ?? 0) && found.set(page, [points, why]);
    const verb = /^(?![作使出入行来見])\p{Script=Han}(?=[ぁ-ゖ])/u.exec(word);
    const stem = verb && new RegExp(`(?<!\\p{Script=Han})${verb}[ぁ-ゖ]`, "u");
    const inside = known.filter(({ key }) => stands(key, word));
    for (const one of known) {
      const { page, key } = one;
      const points =
        key === word ? 10
        : isPart(word) && key.includes(word) ? (key.startsWith(word) ? 4.4 : 4)
        : inside.includes(one) && !inside.some((other) => other.key !== key && other.key.includes(key)) ? 2 + (5 * key.length) / word.length
        : stem?.test(key) || (KANA.test(key) && key[3] && word.startsWith(key.slice(0, -1))) ? 4
        : 0;
      give(page, points, one.word);
    }
    /* If only a topic of everyday life has the word, the text does not have the matter. */
    const all = [...found];
    const scenes = all.filter(([page]) => isScene(page));
    if (scenes.some(([, [points]]) => points > 4.4) && !all.some(([page, [points]]) => points > 6 && !isScene(page))) return new Map(scenes);
    for (const { page, title, text } of texts) {
      if (title === word || stands(word, title)) give(page, title.startsWith(word) ? 10 : 8, "");
      else if (deep && isPart(word) && text.includes(word)) give(page, 3, "");
    }
    return found;
  };

  /* A word and the other ways to write it. */
  const written = ({ others, readings }, word) => [
    word,
    ...others.filter((group) => group.includes(word)).flat(),
    ...readings.filter(([kana]) => kana === word || (KANA.test(word) && word.length > 3 && (kana.includes(word) || word.includes(kana)))).map(([, one]) => one),
  ];

  /* A compound that nothing answers well is cut where the kind of signs changes, and kanji from their end: 医療費, 医療. */
  const parts = (word) =>
    (word.match(/\p{Script=Han}{2,}|^[ぁ-ゖー]{3,}|[a-z0-9]{2,}/gu) ?? []).reverse().flatMap((run) =>
      KANA.test(run) ? run : [...run].slice(1).map((_, at) => run.slice(0, run.length - at)),
    );

  const sum = (own, words, deep) => {
    const total = new Map();
    const answered = (word) => new Map(written(own, word).flatMap((one) => [...answers(own, one, deep)]).sort(([, [one]], [, [other]]) => one - other));
    for (const [at, word] of [...new Set(words)].entries()) {
      let all = [...answered(word)];
      if ((at || !words[1]) && !all.some(([, [points]]) => points > 4.4)) all = [...new Map([...all, ...(parts(word).map(answered).find(({ size }) => size) ?? [])])];
      const best = Math.max(...all.map(([, [points]]) => points));
      const rarity = Math.sqrt(all.filter(([, [points]]) => points > best / 2).length);
      for (const [page, [points, why]] of all) {
        const one = total.get(page) ?? { page, points: 0, best: 0, why: [] };
        total.set(page, { page, points: one.points + points / rarity, best: Math.max(one.best, points), why: why ? [...one.why, why] : one.why });
      }
    }
    return [...total.values()].sort((one, other) => other.points - one.points || other.page.rank - one.page.rank || one.page.order - other.page.order);
  };

  /* Words of the pages that differ from a typed one by one character. */
  const mended = ({ known, texts }, words) => {
    const runs = texts.flatMap(({ title, text }) => `${title}\n${text}`.match(/\p{Script=Han}{3,}/gu) ?? []);
    const all = [...new Set([...known.map(({ key }) => key), ...runs])];
    return words.filter((one) => one.length > 2).flatMap((one) => all.filter((key) => isNear(one, key)));
  };

  const link = ({ url, title, label }, root) => `<a href="${escaped(root + url)}">${escaped(title.slice(label && label.length + 1))}</a>`;
  const quoted = (words) => [...new Set(words)].slice(0, 3).map((one) => `「${one}」`).join("");
  const part = (name, items) => `<nav aria-label="${name}"><h2>${name}</h2><ul><li>${items.join("<li>")}</ul></nav>`;

  /* The lines beside the hits of a query: {said: text for screen readers, html}. */
  kyoyaku.related = (prepared, query, hits, root) => {
    const own = (prepared.own ||= learn(prepared));
    const typed = asked(query);
    const words = typed.map(normal);
    const shown = hits.slice(0, 5).map(([{ location }]) => location.split(/[?#]/)[0]);
    let found = sum(own, words, !hits.length);
    const slips = found.length || hits.length ? [] : mended(own, words);
    if (slips.length) found = sum(own, slips, true);
    const group = (own) => found.filter(own).filter(({ page, points }, _, [first]) => points >= 0.35 * first.points && !shown.includes(page.url));
    const scenes = group(({ page }) => isScene(page)).slice(0, 3);
    const others = group(({ page, best }) => !isScene(page) && best >= Math.min(4.5, scenes[0]?.best ?? 0)).slice(0, 5);
    const holds = prepared.holds ?? ((one) => written(own, normal(one)).some((way) => own.texts.some(({ title, text }) => title.includes(way) || text.includes(way))));
    const isWord = (one, at) => !typed[1] || (at && (!/[ぁ-ゖ]$/.test(one) || scenes.some(({ why }) => why.some((word) => one.includes(word)))));
    const lacking = typed.filter((one, at) => isWord(one, at) && !holds(one));
    const absent = hits.length ? [] : lacking[0] || others[0] ? lacking : [query];
    const name = `関係のありそうな${others.every(({ page }) => page.url.includes("/initiatives/")) ? "取組" : "ページ"}`;
    return {
      said:
        (absent.length ? `${quoted(absent)}の語は、${prepared.words[2] ? "本文" : `この${prepared.words[0].kind}`}にありません。` : "") +
        (slips.length ? `入力した語と1字異なる${quoted(slips)}を探しました。` : "") +
        (others.length ? `${name}が${others.length}件あります。` : ""),
      html:
        (others.length
          ? part(
              name,
              others.map(
                ({ page, why }) =>
                  `${link(page.url.endsWith("/glossary/") && why[0] ? { ...page, url: `${page.url}#:~:text=${encodeURIComponent(why[0])}` } : page, root)} <span class="ky-place">${escaped(page.place)}</span>` +
                  (page.plain && `<p>編者による説明：${escaped(page.plain)}`) +
                  (why.length ? `<p>${escaped(quoted(why))}に関係します。` : ""),
              ),
            )
          : "") + (scenes.length ? `<p>近い場面：${scenes.map(({ page }) => link(page, root)).join("、")}</p>` : ""),
    };
  };

  /* Links for an empty box: topics of everyday life, or else lists, of the agreement with this slug or the only one. */
  kyoyaku.ways = ({ words, pages }, slug, root) => {
    const own = words[2] ? pages.filter(({ url }) => slug && url.startsWith(`${slug}/`)) : pages;
    const scenes = own.filter(isScene);
    const all = scenes[0] ? scenes : own.filter(({ url }) => /^[^/]+\/(articles|initiatives|parties|names)\/$/.test(url));
    return all[0] ? part(scenes[0] ? "暮らしの場面から探す" : "一覧から探す", all.map((page) => link(page, root))) : "";
  };
})();
