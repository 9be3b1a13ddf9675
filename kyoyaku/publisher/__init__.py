"""One run of mkdocs, which only this folder knows, and what is not mkdocs' on the site."""

NO_DAY = "0"
"""SOURCE_DATE_EPOCH for mkdocs: the day of a build is nowhere on the site, whatever the environment says."""
NO_ADDRESS = (
    "SITE_URL（サイトのアドレス）がないので、「見つかりません」のページ（404.html）は、サイトを"
    "https://example.jp/のような最上位に置いたときに限り、正しく表示されます。ほかに置くときは、"
    "「SITE_URL=https://example.jp/kyoyaku/ make site」のように、アドレスを示して作ってください。"
)
