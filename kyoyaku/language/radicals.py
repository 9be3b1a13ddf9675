"""The ideographs of which Unicode's radicals are look-alikes: ⺠ (U+2EA0) is a radical, 民 (U+6C11) the word.

Some programs put the one for the other when text is copied out of a PDF. The source is
EquivalentUnifiedIdeograph.txt of Unicode 17.0.0 (U+2E95: of 14.0.0, whose ideograph every Python here knows).
"""

from __future__ import annotations

GETA = "〓"
"""The printer's sign for a character that cannot be shown. Here: a radical without an ideograph."""
SUPPLEMENT = (
    "〓厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵〓旡日月歺母民氵氺灬爫爫丬牛"
    "犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑"
    "钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"
)
"""Those of U+2E80 to U+2EF3, in this order."""
KANGXI = (
    "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀"
    "寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋"
    "比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸"
    "缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛"
    "辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻"
    "黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠"
)
"""Those of U+2F00 to U+2FD5, in this order."""
RADICALS = {
    **dict.fromkeys(map(chr, range(0x2E80, 0x2FE0)), GETA),
    **{chr(code): sign for code, sign in enumerate(SUPPLEMENT, start=0x2E80)},
    **{chr(code): sign for code, sign in enumerate(KANGXI, start=0x2F00)},
}
"""The ideograph for each radical of U+2E80 to U+2FDF."""
