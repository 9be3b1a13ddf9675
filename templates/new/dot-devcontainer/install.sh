#!/bin/sh
# ブラウザーの中の編集環境に、publish.ymlにある版のプログラムを入れます。番号を改めたときは、もう一度実行します。
set -eu
cd "$(dirname "$0")/.."
used='s|^ *uses: *\([^ ]*\)/\.github/workflows/publish\.yml@.*v\([0-9][0-9a-z.]*\).*|\1 \2|p'
# shellcheck disable=SC2046 # 二つの語に分ける
set -- $(sed -n "$used" .github/workflows/publish.yml)
wheel="https://github.com/$1/releases/download/v$2/kyoyaku-$2-py3-none-any.whl"
sudo python3 -m venv /opt/kyoyaku
sudo /opt/kyoyaku/bin/python -m pip install --quiet "kyoyaku[import,pdf] @ $wheel"
sudo ln -sf /opt/kyoyaku/bin/kyoyaku /usr/local/bin/kyoyaku
sudo apt-get update -qq
sudo apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk
