"""Invented agreements of any size: the same number gives the same text, and no two texts are alike.

Each has what real ones have: corrections, a passage that stands elsewhere in the transcript, debris,
a gap, ASCII commas, and lines that wrap.
"""

from __future__ import annotations

from random import Random

PLACES = "北 南 東 西 青葉 白波 若竹 風 山 川 湖 森 岬 谷 原 島".split()
THINGS = "医療 福祉 教育 交通 観光 農業 消防 防災 環境 文化 移住 情報 林業 水道".split()
DEEDS = "情報の提供 連絡調整 施設の整備 人材の育成 調査及び研究 広報 費用の負担 相互の利用".split()
ENDS = ["行う", "担う", "推進する", "実施する", "支援する", "共有する", "検討する", "促進する"]
HEAD = """---
title: 連携中枢都市圏形成に係る連携協約
concluded: 2022-01-12
status: unknown
parties:
  - {key: 甲, name: 甲市, slug: ko, code: "000001"}
  - {key: 乙, name: 乙町, slug: otsu, code: "000019"}
witness: {file: transcript.txt, description: 架空の文字起こし}
---

# 連携中枢都市圏形成に係る連携協約

甲市及び乙町は、次のとおり連携協約を締結する。

## 別表

### 1 取組

"""


def agreement(seed: int, initiatives: int) -> dict[str, str]:
    """The files of an agreement, by name, with so many initiatives of about 230 characters each."""
    random = Random(seed)
    source = [HEAD.rstrip("\n")]
    lines = [
        "# 連携中枢都市圏形成に係る連携協約",
        "",
        "甲市及び乙町は,次のとおり連携協約を締結する。",
        "## 別表",
        "### 1 取組",
    ]
    debris = []
    for number in range(initiatives):
        name = f"{random.choice(PLACES)}の{random.choice(THINGS)}の第{number}事業"
        source.append(f"#### {name} {{#initiative-{number}}}")
        for label in ("取組の内容", "甲の役割", "乙の役割"):
            sentence = _sentence(random)
            source += [f"**{label}**", sentence.replace("圏域", "{~~園域~>圏域~~}{>>certain: 誤読<<}", 1)]
            lines.append(f"{name}\t{label}\t{_printed(sentence)}")
            name = ""
        if number % 5 == 0:
            moved = f"{random.choice(DEEDS)}を第{number}号とする。"
            lines.append(f"・\t\t{moved}")
            source[-1] += f"{{++{moved}++}}{{>>certain @{len(lines)}.3: 次の行<<}}"
            debris.append(f'- {{at: "{len(lines)}.1", kind: stray, text: ・, reason: 記号}}')
            debris.append(f'- {{at: "{len(lines)}.3", kind: moved, text: {moved}, reason: 前の行}}')
        if number % 7 == 0:
            source[-1] += "{?24?}{>>probable: 以下を欠く<<}"
    return {
        "2022-01-12.md": "\n\n".join(source) + "\n",
        "transcript.txt": "\n".join(lines) + "\n",
        "debris.yml": "\n".join(debris) + "\n",
    }


def _sentence(random: Random) -> str:
    clauses = (
        f"{random.choice(PLACES)}{random.choice(PLACES)}圏域の{random.choice(THINGS)}に関し、"
        f"{random.choice(THINGS)}のための{random.choice(DEEDS)}及び{random.choice(DEEDS)}を{random.choice(ENDS)}とともに、"
        for _ in range(2)
    )
    return "".join(clauses) + f"{random.choice(THINGS)}の{random.choice(DEEDS)}を{random.choice(ENDS)}。"


def _printed(sentence: str) -> str:
    """The sentence as a scan gives it: wrapped, with commas of another form and a misreading."""
    wrapped = " ".join(sentence[at : at + 25] for at in range(0, len(sentence), 25))
    return wrapped.replace("、", ",").replace("圏域", "園域", 1).replace("圏 域", "園域", 1)
